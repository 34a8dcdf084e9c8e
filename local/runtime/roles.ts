import type { Access } from '../aws/iam/access.ts';
import { statementsOf } from '../aws/iam/policy.ts';
import { asList, asObjects } from '../aws/json.ts';
import type { Resources } from './template/resources.ts';

/** Makes the roles of the templates known, with what their policies allow. */
export function defineRoles(access: Access, resources: Resources): void {
  const policies = resources.ofType('AWS::IAM::Policy').map(({ properties }) => properties);
  for (const { ref, arn, properties } of resources.ofType('AWS::IAM::Role')) {
    const attached = policies.filter(({ Roles }) => asList(Roles).includes(ref));
    access.define({
      arn,
      statements: [...attached, ...asObjects(properties.Policies)].flatMap(({ PolicyDocument }) =>
        statementsOf(PolicyDocument),
      ),
      trust: statementsOf(properties.AssumeRolePolicyDocument),
    });
  }
}
