import { type Check, fail, ok, warn } from './checks.ts';
import { isProduction, type Stage, stackName, stackParts } from './stage.ts';
import { isMissingStack, ToolFailed, type Tools } from './tools.ts';

/** Of the bootstrap stack that the CDK's templates ask for. */
export const BOOTSTRAP_VERSION = 6;

/** What the queues may have at work at once, and 46 for everything else. */
export const CONCURRENCY = 150;

type Asked = Pick<Tools, 'aws' | 'git' | 'region'>;

/** What must be the case before anything is changed. Asks, and changes nothing. */
export async function preflight(tools: Asked, stage: Stage): Promise<Check[]> {
  const region = await tools.region();
  const { account, check } = await whoWeAre(tools, stage);
  const checks = [check, regionCheck(region), await whatIsDeployed(tools, stage), whoHears(stage)];
  if (account === null || region === null) return checks;
  return [
    ...checks,
    ...(await Promise.all([
      whetherBootstrapped(tools, `aws://${account}/${region}`),
      howMuchAtOnce(tools, stage),
      ...stackParts.map((part) => whetherMovable(tools, stackName(stage, part))),
    ])),
  ];
}

/** `account` null: there is none, and nothing else can be asked. */
export async function whoWeAre(
  tools: Pick<Tools, 'aws'>,
  stage: Stage,
): Promise<{ readonly account: string | null; readonly check: Check }> {
  try {
    const { Account: account, Arn: arn } = (await tools.aws('sts', 'get-caller-identity')) as Identity;
    return { account, check: wrongAccount(stage, account) ?? ok(`account ${account}, as ${arn}`) };
  } catch (error) {
    if (!(error instanceof ToolFailed)) throw error;
    const remedy =
      error.code === 'ENOENT'
        ? 'Install the AWS CLI: https://docs.aws.amazon.com/cli/latest/userguide/getting-started-install.html'
        : 'Sign in, e.g. aws sso login --profile NAME, and set AWS_PROFILE.';
    return { account: null, check: fail(`no AWS account: ${error.message}`, remedy) };
  }
}

interface Identity {
  readonly Account: string;
  readonly Arn: string;
}

/** Null: the account is right. */
function wrongAccount(stage: Stage, account: string): Check | null {
  if (stage.account === account) return null;
  if (stage.account !== null) {
    return fail(
      `account ${account}, but stage ${stage.name} belongs to ${stage.account}`,
      'Use credentials of that account.',
    );
  }
  if (!isProduction(stage)) return null;
  return fail(
    `account ${account}, but nothing says that ${stage.name} belongs there`,
    `Set "account": "${account}" at context.stages.${stage.name} in cdk.json.`,
  );
}

const regionCheck = (region: string | null): Check =>
  region
    ? ok(`region ${region}`)
    : fail('no region', 'Set "region" for the stage in cdk.json, or AWS_REGION.');

async function whatIsDeployed(tools: Asked, stage: Stage): Promise<Check> {
  const commit = await tools.git('rev-parse', '--short=12', 'HEAD');
  const changed = (await tools.git('status', '--porcelain')).split('\n').filter(Boolean).length;
  if (changed === 0) return ok(`commit ${commit}`);
  const says = `commit ${commit} and ${changed} changed files that are not in it`;
  const remedy = 'Commit them: what runs could not be built again.';
  return isProduction(stage) ? fail(says, remedy) : warn(says, remedy);
}

function whoHears(stage: Stage): Check {
  const receiver = stage.context.alarmTopicArn || stage.context.alarmEmail;
  if (receiver) return ok(`alarms go to ${receiver}`);
  const remedy = `Set "alarmEmail" or "alarmTopicArn" at context.stages.${stage.name} in cdk.json.`;
  return isProduction(stage)
    ? fail('nobody hears of alarms', remedy)
    : warn('nobody hears of alarms', remedy);
}

async function whetherBootstrapped(tools: Asked, environment: string): Promise<Check> {
  const remedy = `npx cdk bootstrap ${environment}`;
  try {
    const { Parameter } = (await tools.aws(
      'ssm',
      'get-parameter',
      '--name',
      '/cdk-bootstrap/hnb659fds/version',
    )) as { Parameter: { Value: string } };
    const version = Number(Parameter.Value);
    return version >= BOOTSTRAP_VERSION
      ? ok(`bootstrapped, version ${version}`)
      : fail(`bootstrapped with version ${version}; ${BOOTSTRAP_VERSION} is needed`, remedy);
  } catch (error) {
    if (error instanceof ToolFailed && error.code === 'ParameterNotFound') {
      return fail('the account is not bootstrapped for the CDK in this region', remedy);
    }
    return unknown('whether the account is bootstrapped', error);
  }
}

async function howMuchAtOnce(tools: Asked, stage: Stage): Promise<Check> {
  try {
    const { AccountLimit } = (await tools.aws('lambda', 'get-account-settings')) as {
      AccountLimit: { UnreservedConcurrentExecutions: number };
    };
    const free = AccountLimit.UnreservedConcurrentExecutions;
    if (free >= CONCURRENCY) return ok(`${free} functions at once`);
    const says = `${free} functions at once; ${CONCURRENCY} are needed when many tenants scan`;
    const remedy =
      'aws service-quotas request-service-quota-increase --service-code lambda --quota-code L-B99A9384 --desired-value 1000';
    return isProduction(stage) ? fail(says, remedy) : warn(says, remedy);
  } catch (error) {
    return unknown('how many functions may run at once', error);
  }
}

/** What CloudFormation refuses to update, with the way out. */
const stuck: readonly (readonly [status: RegExp, remedy: (name: string) => string])[] = [
  [/_IN_PROGRESS$/, () => 'Somebody deploys right now: wait until they are done.'],
  [/^ROLLBACK_(COMPLETE|FAILED)$/, (name) => `aws cloudformation delete-stack --stack-name ${name}`],
  [/^UPDATE_ROLLBACK_FAILED$/, (name) => `aws cloudformation continue-update-rollback --stack-name ${name}`],
  [/_FAILED$/, (name) => `aws cloudformation describe-stack-events --stack-name ${name} --max-items 20`],
];

async function whetherMovable(tools: Asked, name: string): Promise<Check> {
  try {
    const { Stacks } = (await tools.aws('cloudformation', 'describe-stacks', '--stack-name', name)) as {
      Stacks: { StackStatus: string }[];
    };
    const status = Stacks[0]?.StackStatus ?? 'unknown';
    const found = stuck.find(([pattern]) => pattern.test(status));
    return found ? fail(`${name} is ${status}`, found[1](name)) : ok(`${name} is ${status}`);
  } catch (error) {
    if (isMissingStack(error)) return ok(`${name} is new`);
    return unknown(`the state of ${name}`, error);
  }
}

function unknown(what: string, error: unknown): Check {
  if (!(error instanceof ToolFailed)) throw error;
  return fail(`${what} cannot be told: ${error.message}`, 'The credentials must be allowed to ask.');
}
