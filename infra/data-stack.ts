import { Duration, RemovalPolicy, Stack, type StackProps } from 'aws-cdk-lib';
import type { IUserPool, IUserPoolClient } from 'aws-cdk-lib/aws-cognito';
import { AttributeType, BillingMode, ProjectionType, Table, TableEncryption } from 'aws-cdk-lib/aws-dynamodb';
import {
  BlockPublicAccess,
  Bucket,
  BucketEncryption,
  type IBucket,
  ObjectOwnership,
} from 'aws-cdk-lib/aws-s3';
import { Secret } from 'aws-cdk-lib/aws-secretsmanager';
import type { Construct } from 'constructs';
import { DeploymentKey } from './constructs/deployment-key.ts';
import { PortalUsers } from './constructs/portal-users.ts';
import type { Deployment } from './deployment.ts';

/** What must survive: nothing here goes away with a stack, a mistake or a rollback. */
export class DataStack extends Stack {
  readonly key: DeploymentKey;
  readonly integrations: Table;
  readonly agents: Table;
  readonly events: Table;
  readonly staging: Bucket;
  /** Every fact of the bus, as NDJSON, and what is in them in OCSF. */
  readonly archive: Bucket;
  /** Who asked the other buckets for what. */
  readonly accessLogs: IBucket;
  /** Signs list cursors. */
  readonly cursorSecret: Secret;
  /** Tenants' fingerprint keys are derived from it. */
  readonly inspectionSecret: Secret;
  /** Null where another issuer signs the portal's tokens. */
  readonly users: { readonly pool: IUserPool; readonly client: IUserPoolClient } | null;

  constructor(scope: Construct, id: string, props: StackProps & { deployment: Deployment }) {
    super(scope, id, { ...props, terminationProtection: true });
    // S3 may write logs because the bucket's policy says so; access lists are switched off.
    this.node.setContext('@aws-cdk/aws-s3:serverAccessLogsUseBucketPolicy', true);
    this.key = new DeploymentKey(this, 'Key');

    this.integrations = this.table('Integrations');
    this.integrations.addGlobalSecondaryIndex({
      indexName: 'openScans',
      partitionKey: text('openScan'),
      sortKey: text('heartbeatAt'),
      projectionType: ProjectionType.INCLUDE,
      nonKeyAttributes: ['tenant', 'scanId'],
    });

    this.agents = this.table('Agents');
    for (const [indexName, sortKey] of [
      ['byOwner', text('ownerSort')],
      ['byUsage', number('usageSort')],
      ['byLastSeen', text('lastSeenSort')],
    ] as const) {
      this.agents.addGlobalSecondaryIndex({ indexName, partitionKey: text('agentsOf'), sortKey });
    }

    this.events = this.table('Events');
    for (const [indexName, partitionKey] of [
      ['byUser', text('userKey')],
      ['byRisk', text('riskKey')],
    ] as const) {
      this.events.addGlobalSecondaryIndex({ indexName, partitionKey, sortKey: text('sk') });
    }

    this.accessLogs = this.accessLogBucket();
    this.staging = this.stagingBucket();
    this.archive = this.archiveBucket();
    this.cursorSecret = this.generatedSecret('CursorSecret', 'Signs the cursors of lists');
    this.inspectionSecret = this.generatedSecret(
      'InspectionSecret',
      'Derives the fingerprint keys of tenants',
    );
    this.users = props.deployment.oidcIssuer ? null : new PortalUsers(this, 'PortalUsers', props.deployment);
  }

  private table(id: string): Table {
    return new Table(this, id, {
      partitionKey: text('pk'),
      sortKey: text('sk'),
      billingMode: BillingMode.PAY_PER_REQUEST,
      timeToLiveAttribute: 'ttl',
      pointInTimeRecoverySpecification: { pointInTimeRecoveryEnabled: true },
      deletionProtection: true,
      encryption: TableEncryption.CUSTOMER_MANAGED,
      encryptionKey: this.key,
      removalPolicy: RemovalPolicy.RETAIN,
    });
  }

  /** Copies of items wait here for their inspection, large exports for their download. Both are deleted by those who use them; the lifecycle is the backstop. */
  private stagingBucket(): Bucket {
    return new Bucket(this, 'Staging', {
      ...privateBucket,
      ...this.encrypted,
      serverAccessLogsBucket: this.accessLogs,
      serverAccessLogsPrefix: 'staging/',
      lifecycleRules: [
        { id: 'staged-items', prefix: 'staging/', expiration: Duration.days(3) },
        { id: 'exports', prefix: 'exports/', expiration: Duration.days(1) },
        { id: 'abandoned-uploads', abortIncompleteMultipartUploadAfter: Duration.days(1) },
      ],
    });
  }

  private archiveBucket(): Bucket {
    return new Bucket(this, 'Archive', {
      ...privateBucket,
      ...this.encrypted,
      serverAccessLogsBucket: this.accessLogs,
      serverAccessLogsPrefix: 'archive/',
      lifecycleRules: ['facts', 'ocsf'].map((id) => ({
        id,
        prefix: `${id}/`,
        expiration: Duration.days(400),
      })),
    });
  }

  /** S3 delivers logs only to buckets that it encrypts with its own key. They hold keys of objects, and no content. */
  private accessLogBucket(): IBucket {
    const bucket = new Bucket(this, 'AccessLogs', {
      ...privateBucket,
      encryption: BucketEncryption.S3_MANAGED,
      lifecycleRules: [{ id: 'a-year', expiration: Duration.days(365) }],
    });
    return bucket as IBucket;
  }

  private get encrypted() {
    return { encryption: BucketEncryption.KMS, encryptionKey: this.key, bucketKeyEnabled: true };
  }

  private generatedSecret(id: string, description: string): Secret {
    return new Secret(this, id, {
      description,
      encryptionKey: this.key,
      generateSecretString: { passwordLength: 64, excludePunctuation: true },
      removalPolicy: RemovalPolicy.RETAIN,
    });
  }
}

const privateBucket = {
  blockPublicAccess: BlockPublicAccess.BLOCK_ALL,
  objectOwnership: ObjectOwnership.BUCKET_OWNER_ENFORCED,
  enforceSSL: true,
  minimumTLSVersion: 1.2,
  removalPolicy: RemovalPolicy.RETAIN,
} as const;

const text = (name: string) => ({ name, type: AttributeType.STRING });
const number = (name: string) => ({ name, type: AttributeType.NUMBER });
