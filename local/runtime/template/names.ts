import { createHash } from 'node:crypto';
import { asText, type JsonObject } from '../../aws/json.ts';
import { ACCOUNT, arn, REGION } from '../../aws/names.ts';

/** Addresses of the local servers that appear in names. */
export interface ServerUrls {
  sqs: string;
  api: string;
}

/** What other resources see of one: its `Ref` and its attributes. */
export interface Identity {
  ref: string;
  attributes: Record<string, string>;
}

type Naming = (name: (property: string, limit: number) => string, urls: ServerUrls, id: string) => Identity;

const withArn = (ref: string, full: string, others: Record<string, string> = {}): Identity => ({
  ref,
  attributes: { Arn: full, ...others },
});

const table: Naming = (name) => {
  const own = name('TableName', 255);
  return withArn(own, arn('dynamodb', `table/${own}`));
};

const NAMINGS: Record<string, Naming> = {
  'AWS::SQS::Queue': (name, urls) => {
    const own = name('QueueName', 80);
    const url = `${urls.sqs}/${ACCOUNT}/${own}`;
    return withArn(url, arn('sqs', own), { QueueName: own, QueueUrl: url });
  },
  'AWS::DynamoDB::Table': table,
  'AWS::DynamoDB::GlobalTable': table,
  'AWS::S3::Bucket': (name) => {
    const own = name('BucketName', 63).toLowerCase();
    return withArn(own, `arn:aws:s3:::${own}`, {
      DomainName: `${own}.s3.amazonaws.com`,
      RegionalDomainName: `${own}.s3.${REGION}.amazonaws.com`,
    });
  },
  'AWS::Lambda::Function': (name) => {
    const own = name('FunctionName', 64);
    return withArn(own, arn('lambda', `function:${own}`));
  },
  'AWS::Events::EventBus': (name) => {
    const own = name('Name', 256);
    return withArn(own, arn('events', `event-bus/${own}`), { Name: own });
  },
  'AWS::Events::Rule': (name) => {
    const own = name('Name', 64);
    return withArn(own, arn('events', `rule/${own}`));
  },
  'AWS::SNS::Topic': (name) => {
    const own = name('TopicName', 256);
    return { ref: arn('sns', own), attributes: { TopicArn: arn('sns', own), TopicName: own } };
  },
  'AWS::SecretsManager::Secret': (name) => {
    const full = arn('secretsmanager', `secret:${name('Name', 512)}-local0`);
    return { ref: full, attributes: { Id: full } };
  },
  'AWS::Scheduler::ScheduleGroup': (name) => {
    const own = name('Name', 64);
    return withArn(own, arn('scheduler', `schedule-group/${own}`));
  },
  'AWS::Scheduler::Schedule': (name) => {
    const own = name('Name', 64);
    return withArn(own, arn('scheduler', `schedule/default/${own}`));
  },
  'AWS::ApiGatewayV2::Api': (_name, urls, id) => ({
    ref: id,
    attributes: { ApiId: id, ApiEndpoint: urls.api },
  }),
};

/** `stack-id`, cut with a digest where it would be too long for its service. */
function generatedName(stack: string, id: string, limit: number, suffix: string): string {
  const whole = `${stack}-${id}`;
  if (whole.length + suffix.length <= limit) return whole + suffix;
  const digest = createHash('sha256').update(whole).digest('hex').slice(0, 8);
  return `${whole.slice(0, limit - suffix.length - 9)}-${digest}${suffix}`;
}

/**
 * The name and ARN of a resource; a name given in the template wins.
 * Resources without a local life get a name too, because others may mention them.
 */
export function identityOf(
  resource: { stack: string; id: string; type: string; properties: () => JsonObject },
  urls: ServerUrls,
): Identity {
  const { stack, id, type, properties } = resource;
  const name = (property: string, limit: number): string => {
    const given = asText(properties()[property]);
    if (given) return given;
    const fifo = type === 'AWS::SQS::Queue' && String(properties().FifoQueue) === 'true';
    return generatedName(stack, id, limit, fifo ? '.fifo' : '');
  };
  // Versions and aliases run the function's only code.
  if (type === 'AWS::Lambda::Alias' || type === 'AWS::Lambda::Version') {
    const ref = String(properties().FunctionName);
    return { ref, attributes: { FunctionArn: ref, Version: '1' } };
  }
  const naming = NAMINGS[type];
  if (naming) return naming(name, urls, id);
  const own = generatedName(stack, id, 64, '');
  const service = type.split('::')[1]?.toLowerCase() ?? 'unknown';
  return withArn(own, service === 'iam' ? `arn:aws:iam::${ACCOUNT}:role/${own}` : arn(service, own));
}

export const identityAttribute = (identity: Identity, id: string, attribute: string): string =>
  identity.attributes[attribute] ?? `${id}.${attribute}`;
