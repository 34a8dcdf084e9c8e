/** Resource types that the local runtime gives life to. */
const SERVED = new Set([
  'AWS::ApiGatewayV2::Api',
  'AWS::ApiGatewayV2::Authorizer',
  'AWS::ApiGatewayV2::Integration',
  'AWS::ApiGatewayV2::Route',
  'AWS::ApiGatewayV2::Stage',
  'AWS::DynamoDB::GlobalTable',
  'AWS::DynamoDB::Table',
  'AWS::Events::EventBus',
  'AWS::Events::Rule',
  'AWS::IAM::Policy',
  'AWS::IAM::Role',
  'AWS::Lambda::Alias',
  'AWS::Lambda::EventInvokeConfig',
  'AWS::Lambda::EventSourceMapping',
  'AWS::Lambda::Function',
  'AWS::Lambda::Version',
  'AWS::S3::Bucket',
  'AWS::SQS::Queue',
  'AWS::Scheduler::Schedule',
  'AWS::Scheduler::ScheduleGroup',
  'AWS::SecretsManager::Secret',
]);

/** Resource types without a local effect: permissions of resources, keys, alarms, logs, users, delivery of the portal. */
const IGNORED = [
  'AWS::Backup::',
  'AWS::Budgets::',
  'AWS::CDK::Metadata',
  'AWS::CertificateManager::',
  'AWS::CloudFront::',
  'AWS::CloudWatch::',
  'AWS::Cognito::',
  'AWS::Events::Archive',
  'AWS::Events::EventBusPolicy',
  'AWS::IAM::ManagedPolicy',
  'AWS::KMS::',
  'AWS::Lambda::LayerVersion',
  'AWS::Lambda::Permission',
  'AWS::Logs::',
  'AWS::Route53::',
  'AWS::S3::BucketPolicy',
  'AWS::SNS::',
  'AWS::SQS::QueuePolicy',
  'AWS::SSM::Parameter',
  'AWS::SecretsManager::ResourcePolicy',
  'AWS::WAFv2::',
  'AWS::XRay::',
  'Custom::CDKBucketDeployment',
  'Custom::LogRetention',
  'Custom::S3AutoDeleteObjects',
];

/** Functions that the CDK adds for its own custom resources; they do nothing that a local run needs. */
const CDK_FUNCTIONS = ['CustomCDKBucketDeployment', 'CustomS3AutoDeleteObjects', 'LogRetention'];

/** Whether the runtime serves a resource. @throws if it neither serves nor knowingly ignores it */
export function isServed(stack: string, id: string, type: string): boolean {
  if (CDK_FUNCTIONS.some((prefix) => id.startsWith(prefix))) return false;
  if (SERVED.has(type)) return true;
  if (IGNORED.some((known) => (known.endsWith('::') ? type.startsWith(known) : type === known))) return false;
  throw new Error(
    `The template of ${stack} has ${id} of type ${type}, which the local runtime does not serve: what runs locally would differ from what is deployed.`,
  );
}
