import type { Role } from '../aws/iam/access.ts';
import { statementsOf } from '../aws/iam/policy.ts';
import { asList, asObjects } from '../aws/json.ts';
import type { Resources } from './template/resources.ts';

/** The roles of the templates, with what their policies allow. */
export function rolesOf(resources: Resources): Role[] {
  const policies = resources.ofType('AWS::IAM::Policy').map(({ properties }) => properties);
  return resources.ofType('AWS::IAM::Role').map(({ ref, arn, properties }) => {
    const attached = policies.filter(({ Roles }) => asList(Roles).includes(ref));
    return {
      arn,
      statements: [...attached, ...asObjects(properties.Policies)].flatMap(({ PolicyDocument }) =>
        statementsOf(PolicyDocument),
      ),
      trust: statementsOf(properties.AssumeRolePolicyDocument),
    };
  });
}
