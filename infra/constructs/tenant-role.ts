import { ArnPrincipal, type IRole, PolicyStatement, Role } from 'aws-cdk-lib/aws-iam';
import { TENANT_TAG } from '../../shared/aws/tenant-tag.ts';
import type { AppFunction } from './app-function.ts';

/**
 * What a function may do with the data of one tenant at a time: a role that the function alone may assume, for a session
 * tagged with the tenant, and whose rights (grants.ts) hold for what bears that tag's value. The function itself has no right
 * to tenants' data (docs/adr/0011-a-session-for-each-tenant-and-a-guard-in-the-clients.md).
 */
export class TenantRole extends Role {
  /** Stands in policies for the tenant of the session. */
  readonly tenant = `\${aws:PrincipalTag/${TENANT_TAG}}`;

  constructor(lambda: AppFunction<{ readonly TENANT_ROLE_ARN: 'text' }>) {
    super(lambda, 'TenantRole', {
      description: `The data of one tenant, for ${lambda.name}`,
      assumedBy: onlyBy(lambda.role as IRole),
    });
    lambda.addEnvironment('TENANT_ROLE_ARN', this.roleArn);
    lambda.addToRolePolicy(
      new PolicyStatement({ actions: ['sts:AssumeRole', 'sts:TagSession'], resources: [this.roleArn] }),
    );
  }
}

/** No session without the tag, and none with another one. */
const onlyBy = ({ roleArn }: IRole) =>
  new ArnPrincipal(roleArn)
    .withConditions({
      StringLike: { [`aws:RequestTag/${TENANT_TAG}`]: '?*' },
      'ForAllValues:StringEquals': { 'aws:TagKeys': [TENANT_TAG] },
    })
    .withSessionTags();
