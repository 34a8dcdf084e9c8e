import { availableParallelism } from 'node:os';
import type { Access } from '../aws/iam/access.ts';
import { asNumber, asObject, asText } from '../aws/json.ts';
import { REGION } from '../aws/names.ts';
import { type LambdaFunction, lambdaFunction } from './lambda/function.ts';
import type { FunctionLogs } from './lambda/logs.ts';
import type { Servers } from './servers.ts';
import type { Resource, Resources } from './template/resources.ts';

export interface Functions {
  all: LambdaFunction[];
  /** By short name, function name, ARN (also of a version or alias) or an address that contains the ARN. */
  find(reference: string): LambdaFunction | undefined;
  /** @throws if there is no such function */
  get(reference: string): LambdaFunction;
}

/** Runtimes whose bundles a worker thread can load. */
const NODE_RUNTIME = /^nodejs\d+\.x$/;

/** What the SDK needs to talk to the local servers; everything else is the template's. */
export function endpointVariables(servers: Servers): Record<string, string> {
  return {
    AWS_REGION: REGION,
    AWS_DEFAULT_REGION: REGION,
    AWS_EC2_METADATA_DISABLED: 'true',
    AWS_ENDPOINT_URL: servers.services.url,
    AWS_ENDPOINT_URL_DYNAMODB: servers.dynamoDb.url,
    AWS_ENDPOINT_URL_SQS: servers.sqs.url,
    AWS_ENDPOINT_URL_S3: servers.s3.url,
    AWS_ENDPOINT_URL_SNS: servers.sns.url,
    AWS_ENDPOINT_URL_STS: servers.sts.url,
  };
}

/** The function acts as its role. */
function credentialVariables(access: Access, roleArn: string): Record<string, string> {
  const { keyId = 'local', sessionToken } = access.credentialsOf(roleArn) ?? {};
  return {
    AWS_ACCESS_KEY_ID: keyId,
    AWS_SECRET_ACCESS_KEY: 'local',
    ...(sessionToken && { AWS_SESSION_TOKEN: sessionToken }),
  };
}

/** Variables that Lambda itself sets (Lambda, "Defined runtime environment variables"). */
const lambdaVariables = (functionName: string, memoryMb: number, handler: string, folder: string) => ({
  AWS_EXECUTION_ENV: 'AWS_Lambda_nodejs24.x',
  AWS_LAMBDA_FUNCTION_NAME: functionName,
  AWS_LAMBDA_FUNCTION_MEMORY_SIZE: String(memoryMb),
  AWS_LAMBDA_FUNCTION_VERSION: '$LATEST',
  AWS_LAMBDA_INITIALIZATION_TYPE: 'on-demand',
  AWS_LAMBDA_LOG_GROUP_NAME: `/aws/lambda/${functionName}`,
  AWS_LAMBDA_LOG_STREAM_NAME: 'local',
  LAMBDA_TASK_ROOT: folder,
  TZ: ':UTC',
  _HANDLER: handler,
});

/** The name that people use: the description where it is one word, as our functions have it, else the logical id. */
function shortName({ id, properties }: Resource): string {
  const description = asText(properties.Description) ?? '';
  return /^[a-z][a-z0-9-]*$/.test(description) ? description : (asText(properties.FunctionName) ?? id);
}

function templateVariables(properties: Resource['properties']): Record<string, string> {
  const variables = asObject(asObject(properties.Environment).Variables);
  return Object.fromEntries(Object.entries(variables).map(([name, value]) => [name, String(value)]));
}

function build(
  resource: Resource,
  resources: Resources,
  servers: Servers,
  access: Access,
  maxConcurrency: number,
  logs: FunctionLogs,
): LambdaFunction {
  const { properties, ref, arn, stack, id } = resource;
  const runtime = asText(properties.Runtime) ?? '';
  if (!NODE_RUNTIME.test(runtime)) {
    throw new Error(`Function ${id} of ${stack} has the runtime ${runtime}; locally only Node.js runs.`);
  }
  const name = shortName(resource);
  const folder = resources.assetFolder(asText(asObject(properties.Code).S3Key) ?? '');
  const handler = asText(properties.Handler) ?? 'index.handler';
  const memoryMb = asNumber(properties.MemorySize) ?? 128;
  const reserved = asNumber(properties.ReservedConcurrentExecutions) ?? Number.POSITIVE_INFINITY;
  return lambdaFunction(
    {
      name,
      functionName: ref,
      functionArn: arn,
      folder,
      handler,
      timeoutMs: (asNumber(properties.Timeout) ?? 3) * 1000,
      memoryMb,
      maxConcurrency: Math.max(1, Math.min(reserved, maxConcurrency)),
      environment: {
        ...lambdaVariables(ref, memoryMb, handler, folder),
        ...templateVariables(properties),
        ...endpointVariables(servers),
        ...credentialVariables(access, asText(properties.Role) ?? ''),
      },
    },
    (line) => logs.add(name, line),
  );
}

/**
 * The functions of the templates.
 * @param maxConcurrency environments per function; more than there are cores only costs memory
 */
export function createFunctions(
  resources: Resources,
  servers: Servers,
  access: Access,
  logs: FunctionLogs,
  maxConcurrency = availableParallelism(),
): Functions {
  const built = resources.ofType('AWS::Lambda::Function').map((resource) => ({
    id: resource.id,
    lambda: build(resource, resources, servers, access, maxConcurrency, logs),
  }));
  const find = (reference: string): LambdaFunction | undefined =>
    built.find(({ id, lambda: { definition } }) => {
      const { name, functionName, functionArn } = definition;
      return (
        [name, functionName, functionArn, id].includes(reference) ||
        reference.startsWith(`${functionArn}:`) ||
        reference.includes(`${functionArn}/`)
      );
    })?.lambda;
  return {
    all: built.map(({ lambda }) => lambda),
    find,
    get(reference) {
      const lambda = find(reference);
      if (lambda) return lambda;
      throw new Error(`There is no function ${reference} in the templates.`);
    },
  };
}
