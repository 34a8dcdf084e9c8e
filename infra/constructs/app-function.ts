import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { type Duration, RemovalPolicy } from 'aws-cdk-lib';
import { PolicyStatement, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import type { IKey } from 'aws-cdk-lib/aws-kms';
import {
  Architecture,
  Code,
  Function as LambdaFunction,
  RecursiveLoop,
  Runtime,
  Tracing,
} from 'aws-cdk-lib/aws-lambda';
import { LogGroup, RetentionDays } from 'aws-cdk-lib/aws-logs';
import type { Queue } from 'aws-cdk-lib/aws-sqs';
import type { Construct } from 'constructs';
import { grantSend } from '../grants.ts';
import { FunctionAlarms } from './function-alarms.ts';

export interface AppFunctionProps<Env> {
  /** Folder name under `functions/`. */
  readonly name: string;
  /** Folder of the bundles. */
  readonly bundles: string;
  /** The object of the function's `env.ts`. */
  readonly env: Env;
  /** A value for each name in `env` that is known before the function is; names beyond those are left out. */
  readonly settings: { readonly [Name in Exclude<keyof Env, 'TENANT_ROLE_ARN'>]: string };
  /** Encrypts its log. */
  readonly key: IKey;
  readonly timeout: Duration;
  readonly memoryMb: number;
  /** It sends to a queue that invokes it, on purpose. Lambda otherwise stops such a loop after 16 rounds. */
  readonly recursive?: boolean;
  /** Takes asynchronous events that failed three times. */
  readonly deadLetters?: Queue;
}

/** A Lambda function with a role, a log group and alarms of its own. What it may reach is granted by the stack. */
export class AppFunction<Env extends Readonly<Record<string, unknown>>> extends LambdaFunction {
  /** Folder name under `functions/`. */
  readonly name: string;

  constructor(scope: Construct, id: string, props: AppFunctionProps<Env>) {
    const role = new Role(scope, `${id}Role`, { assumedBy: new ServicePrincipal('lambda.amazonaws.com') });
    const logGroup = new LogGroup(scope, `${id}Logs`, {
      retention: RetentionDays.ONE_MONTH,
      encryptionKey: props.key,
      removalPolicy: RemovalPolicy.DESTROY,
    });
    super(scope, id, {
      description: props.name,
      runtime: Runtime.NODEJS_24_X,
      architecture: Architecture.ARM_64,
      handler: 'index.handler',
      code: bundleOf(props),
      timeout: props.timeout,
      memorySize: props.memoryMb,
      environment: environmentOf(props),
      tracing: Tracing.ACTIVE,
      role,
      logGroup,
      ...(props.recursive && { recursiveLoop: RecursiveLoop.ALLOW }),
      ...(props.deadLetters && { deadLetterQueue: props.deadLetters }),
    });
    if (props.deadLetters) grantSend(this, props.deadLetters);
    this.name = props.name;
    role.addToPrincipalPolicy(
      new PolicyStatement({
        actions: ['logs:CreateLogStream', 'logs:PutLogEvents'],
        resources: [logGroup.logGroupArn],
      }),
    );
    new FunctionAlarms(this, 'Alarms', {
      lambda: this,
      name: props.name,
      recursive: props.recursive ?? false,
    });
  }
}

function bundleOf({ bundles, name }: { bundles: string; name: string }): Code {
  const folder = join(bundles, name);
  if (!existsSync(join(folder, 'index.mjs'))) {
    throw new Error(
      `Function ${name} is not bundled: functions/${name}/index.ts is missing, or \`npm run build\` has not run.`,
    );
  }
  return Code.fromAsset(folder);
}

function environmentOf<Env extends object>({
  env,
  settings,
}: Pick<AppFunctionProps<Env>, 'env' | 'settings'>): Record<string, string> {
  const known: Readonly<Record<string, string>> = settings;
  return Object.fromEntries(
    Object.keys(env).flatMap((name) => (known[name] === undefined ? [] : [[name, known[name]]])),
  );
}
