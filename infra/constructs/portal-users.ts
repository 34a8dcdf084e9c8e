import { Aws, Duration, RemovalPolicy } from 'aws-cdk-lib';
import {
  AccountRecovery,
  CfnUserPoolGroup,
  ClientAttributes,
  Mfa,
  StringAttribute,
  UserPool,
  type UserPoolClient,
} from 'aws-cdk-lib/aws-cognito';
import { Construct } from 'constructs';
import type { Deployment } from '../deployment.ts';

/**
 * A Cognito user pool that signs the portal's tokens where no other issuer does. Administrators create the users; a
 * user's tenant is set then and can never be changed, by the user least of all.
 */
export class PortalUsers extends Construct {
  readonly pool: UserPool;
  readonly client: UserPoolClient;

  constructor(scope: Construct, id: string, deployment: Deployment) {
    super(scope, id);
    this.pool = new UserPool(this, 'Pool', {
      selfSignUpEnabled: false,
      signInAliases: { email: true },
      customAttributes: { tenant_id: new StringAttribute({ mutable: false, minLen: 1, maxLen: 64 }) },
      mfa: Mfa.REQUIRED,
      mfaSecondFactor: { otp: true, sms: false },
      accountRecovery: AccountRecovery.EMAIL_ONLY,
      passwordPolicy: {
        minLength: 12,
        requireLowercase: true,
        requireUppercase: true,
        requireDigits: true,
        requireSymbols: true,
      },
      deletionProtection: true,
      removalPolicy: RemovalPolicy.RETAIN,
    });
    for (const groupName of ['viewer', 'admin']) {
      new CfnUserPoolGroup(this, groupName, { groupName, userPoolId: this.pool.userPoolId });
    }
    this.pool.addDomain('Domain', {
      cognitoDomain: { domainPrefix: `cei-${deployment.stage}-${Aws.ACCOUNT_ID}` },
    });
    const { portalOrigins, portalUrl } = deployment;
    const origins = [...portalOrigins, ...(portalUrl ? [portalUrl] : [])];
    this.client = this.pool.addClient('Portal', {
      accessTokenValidity: Duration.minutes(15),
      idTokenValidity: Duration.minutes(15),
      refreshTokenValidity: Duration.hours(12),
      preventUserExistenceErrors: true,
      readAttributes: new ClientAttributes()
        .withStandardAttributes({ email: true })
        .withCustomAttributes('tenant_id'),
      writeAttributes: new ClientAttributes().withStandardAttributes({ fullname: true }),
      ...(origins.length > 0
        ? { oAuth: { flows: { authorizationCodeGrant: true }, callbackUrls: origins, logoutUrls: origins } }
        : { disableOAuth: true }),
    });
  }
}
