import { Match } from 'aws-cdk-lib/assertions';
import { describe, expect, test } from 'vitest';
import { template } from '../support/assembly.ts';

const data = template('Data');
const idsOf = (type: string): string[] => Object.keys(data.findResources(type));

describe('what must survive', () => {
  test.each([
    'AWS::DynamoDB::Table',
    'AWS::S3::Bucket',
    'AWS::KMS::Key',
    'AWS::SecretsManager::Secret',
    'AWS::Cognito::UserPool',
  ])('every %s stays when its stack goes', (type) => {
    const ids = idsOf(type);

    expect(ids.length).toBeGreaterThan(0);
    data.allResources(type, { DeletionPolicy: 'Retain', UpdateReplacePolicy: 'Retain' });
  });
});

describe("the deployment's key", () => {
  test('may be used by services only for log groups, facts, alarms and the budget of this account', () => {
    const [key] = Object.values(data.findResources('AWS::KMS::Key'));
    const statements = key?.Properties.KeyPolicy.Statement as {
      Principal: Record<string, unknown>;
      Condition?: unknown;
    }[];
    const ofServices = statements.filter(({ Principal }) => 'Service' in Principal);

    expect(ofServices.map(({ Principal }) => JSON.stringify(Principal.Service))).toEqual([
      expect.stringContaining('logs.'),
      JSON.stringify(['budgets.amazonaws.com', 'cloudwatch.amazonaws.com', 'events.amazonaws.com']),
    ]);
    expect(ofServices.map(({ Condition }) => Object.keys(Condition ?? {}))).toEqual([
      ['ArnLike'],
      ['StringEquals'],
    ]);
  });
});

describe('tables', () => {
  test('there are three', () => {
    data.resourceCountIs('AWS::DynamoDB::Table', 3);
  });

  test('each can be restored to any second, refuses deletion, expires rows and is paid by use', () => {
    data.allResourcesProperties('AWS::DynamoDB::Table', {
      PointInTimeRecoverySpecification: { PointInTimeRecoveryEnabled: true },
      DeletionProtectionEnabled: true,
      TimeToLiveSpecification: { AttributeName: 'ttl', Enabled: true },
      BillingMode: 'PAY_PER_REQUEST',
    });
  });

  test("each is encrypted with the deployment's own key, which rotates", () => {
    const [key] = idsOf('AWS::KMS::Key');

    data.allResourcesProperties('AWS::DynamoDB::Table', {
      SSESpecification: {
        SSEEnabled: true,
        SSEType: 'KMS',
        KMSMasterKeyId: { 'Fn::GetAtt': [key, 'Arn'] },
      },
    });
    data.hasResourceProperties('AWS::KMS::Key', { EnableKeyRotation: true });
  });

  test('each is keyed by tenant and row', () => {
    data.allResourcesProperties('AWS::DynamoDB::Table', {
      KeySchema: [
        { AttributeName: 'pk', KeyType: 'HASH' },
        { AttributeName: 'sk', KeyType: 'RANGE' },
      ],
    });
  });

  test.each([
    ['openScans', 'openScan', 'heartbeatAt'],
    ['byOwner', 'agentsOf', 'ownerSort'],
    ['byUsage', 'agentsOf', 'usageSort'],
    ['byLastSeen', 'agentsOf', 'lastSeenSort'],
    ['byUser', 'userKey', 'sk'],
    ['byRisk', 'riskKey', 'sk'],
  ])('the index %s lists by %s in the order of %s', (IndexName, hash, range) => {
    data.hasResourceProperties('AWS::DynamoDB::Table', {
      GlobalSecondaryIndexes: Match.arrayWith([
        Match.objectLike({
          IndexName,
          KeySchema: [
            { AttributeName: hash, KeyType: 'HASH' },
            { AttributeName: range, KeyType: 'RANGE' },
          ],
        }),
      ]),
    });
  });
});

describe('the staging bucket', () => {
  test('is private, and objects belong to its owner', () => {
    data.allResourcesProperties('AWS::S3::Bucket', {
      PublicAccessBlockConfiguration: {
        BlockPublicAcls: true,
        BlockPublicPolicy: true,
        IgnorePublicAcls: true,
        RestrictPublicBuckets: true,
      },
      OwnershipControls: { Rules: [{ ObjectOwnership: 'BucketOwnerEnforced' }] },
    });
  });

  const buckets = Object.entries(data.findResources('AWS::S3::Bucket'));

  test.each(buckets.filter(([id]) => !id.startsWith('AccessLogs')))(
    "%s is encrypted with the deployment's own key, and every request to it is logged",
    (_, { Properties }) => {
      expect(Properties).toMatchObject({
        BucketEncryption: {
          ServerSideEncryptionConfiguration: [
            {
              BucketKeyEnabled: true,
              ServerSideEncryptionByDefault: {
                SSEAlgorithm: 'aws:kms',
                KMSMasterKeyID: { 'Fn::GetAtt': [idsOf('AWS::KMS::Key')[0], 'Arn'] },
              },
            },
          ],
        },
        LoggingConfiguration: { DestinationBucketName: { Ref: expect.stringMatching(/^AccessLogs/) } },
      });
    },
  );

  test('refuses requests without TLS 1.2', () => {
    data.hasResourceProperties('AWS::S3::BucketPolicy', {
      PolicyDocument: {
        Statement: Match.arrayWith([
          Match.objectLike({ Effect: 'Deny', Condition: { Bool: { 'aws:SecureTransport': 'false' } } }),
          Match.objectLike({
            Effect: 'Deny',
            Condition: { NumericLessThan: { 's3:TlsVersion': 1.2 } },
          }),
        ]),
      },
    });
  });

  test('forgets staged items after three days, exports after one and abandoned uploads after one', () => {
    data.hasResourceProperties('AWS::S3::Bucket', {
      LifecycleConfiguration: {
        Rules: Match.arrayWith([
          Match.objectLike({ Prefix: 'staging/', ExpirationInDays: 3, Status: 'Enabled' }),
          Match.objectLike({ Prefix: 'exports/', ExpirationInDays: 1, Status: 'Enabled' }),
          Match.objectLike({
            AbortIncompleteMultipartUpload: { DaysAfterInitiation: 1 },
            Status: 'Enabled',
          }),
        ]),
      },
    });
  });

  test('keeps no old versions: content that was deleted is gone', () => {
    data.allResourcesProperties('AWS::S3::Bucket', { VersioningConfiguration: Match.absent() });
  });
});

describe('secrets of the deployment', () => {
  test("are encrypted with the deployment's own key", () => {
    data.allResourcesProperties('AWS::SecretsManager::Secret', {
      KmsKeyId: { 'Fn::GetAtt': [idsOf('AWS::KMS::Key')[0], 'Arn'] },
    });
  });

  test('are generated by Secrets Manager, so nobody has ever known them', () => {
    data.allResourcesProperties('AWS::SecretsManager::Secret', {
      GenerateSecretString: { PasswordLength: 64 },
      SecretString: Match.absent(),
    });
  });
});

describe('the user pool', () => {
  test('takes nobody who was not invited, asks for a second factor and cannot be deleted by mistake', () => {
    data.hasResourceProperties('AWS::Cognito::UserPool', {
      AdminCreateUserConfig: { AllowAdminCreateUserOnly: true },
      MfaConfiguration: 'ON',
      DeletionProtection: 'ACTIVE',
    });
  });

  test('does not let users change their tenant', () => {
    data.hasResourceProperties('AWS::Cognito::UserPool', {
      Schema: Match.arrayWith([Match.objectLike({ Name: 'tenant_id', Mutable: false })]),
    });
    data.allResourcesProperties('AWS::Cognito::UserPoolClient', { WriteAttributes: ['name'] });
  });

  test('gives tokens for a quarter of an hour', () => {
    data.hasResourceProperties('AWS::Cognito::UserPoolClient', {
      AccessTokenValidity: 15,
      IdTokenValidity: 15,
      TokenValidityUnits: { AccessToken: 'minutes', IdToken: 'minutes' },
    });
  });
});
