import { Match } from 'aws-cdk-lib/assertions';
import { describe, expect, test } from 'vitest';
import { routes } from '../../shared/api/routes.ts';
import { template } from '../support/assembly.ts';
import { functionNames } from '../support/function-names.ts';

const service = template('Service');

interface Resource {
  readonly id: string;
  // Shapes are those of CloudFormation; each test says which it expects.
  readonly properties: Record<string, unknown>;
}

const all = (type: string): Resource[] =>
  Object.entries(service.findResources(type)).map(([id, { Properties }]) => ({ id, properties: Properties }));

const functions = all('AWS::Lambda::Function');
const queues = all('AWS::SQS::Queue');
const mappings = all('AWS::Lambda::EventSourceMapping');
const named = (name: string): Resource => {
  const found = functions.find(({ properties }) => properties.Description === name);
  if (!found) throw new Error(`No function ${name}`);
  return found;
};
/** Made in the data stack. */
const deploymentKey = { 'Fn::ImportValue': Match.stringLikeRegexp('^.*:ExportsOutputFnGetAttKey') };
const idIn = (attribute: unknown): string =>
  (attribute as { 'Fn::GetAtt': [string, string] })['Fn::GetAtt'][0];

describe('functions', () => {
  test('every folder of functions is deployed, and nothing else', () => {
    const deployed = functions.map(({ properties }) => properties.Description);

    expect(deployed.sort()).toEqual(functionNames());
  });

  test('run on Node 24 on ARM, are traced, and end by themselves', () => {
    service.allResourcesProperties('AWS::Lambda::Function', {
      Runtime: 'nodejs24.x',
      Architectures: ['arm64'],
      TracingConfig: { Mode: 'Active' },
      Timeout: Match.anyValue(),
    });
  });

  test('log to groups of their own that keep 30 days', () => {
    const groups = functions.map(({ properties }) => {
      const { LogGroup } = properties.LoggingConfig as { LogGroup: { Ref: string } };
      return LogGroup.Ref;
    });

    expect(new Set(groups).size).toBe(functions.length);
    service.allResourcesProperties('AWS::Logs::LogGroup', { RetentionInDays: 30, KmsKeyId: deploymentKey });
  });

  test('answer the portal within the 30 seconds that the HTTP API waits', () => {
    for (const name of new Set(Object.values(routes).map((route) => route.function))) {
      expect(named(name).properties.Timeout, name).toBeLessThan(30);
    }
  });

  test.each(functions)(
    '$properties.Description has nothing like a key in its environment',
    ({ properties }) => {
      const { Variables } = properties.Environment as { Variables: Record<string, unknown> };

      expect(
        Object.values(Variables)
          .map((value) => JSON.stringify(value))
          .filter(looksLikeKey),
      ).toEqual([]);
    },
  );

  test.each(['run-scan', 'dead-letter', 'purge-tenant-data'])(
    '%s may send to the queue that invokes it, again and again',
    (name) => {
      expect(named(name).properties.RecursiveLoop).toBe('Allow');
    },
  );

  test('a slice of a scan ends a minute before its function does', () => {
    const { Timeout, Environment } = named('run-scan').properties as {
      Timeout: number;
      Environment: { Variables: { SLICE_SECONDS: string } };
    };

    expect(Timeout - Number(Environment.Variables.SLICE_SECONDS)).toBeGreaterThanOrEqual(60);
  });
});

/** Keys of AWS, Anthropic and the like: a long run of letters and digits that is no name. */
const looksLikeKey = (value: string): boolean =>
  /sk-ant-|AKIA[0-9A-Z]{16}|[A-Za-z0-9+/]{40,}/.test(value.replace(/ExportsOutput\w+|\w+TenantRole\w+/g, ''));

describe('queues', () => {
  const isDeadLetterQueue = ({ properties }: Resource): boolean =>
    properties.MessageRetentionPeriod === 1_209_600;
  const work = queues.filter((queue) => !isDeadLetterQueue(queue));

  test.each(work)('$id gives up on a message after a few deliveries, and keeps it', ({ properties }) => {
    const { deadLetterTargetArn, maxReceiveCount } = properties.RedrivePolicy as {
      deadLetterTargetArn: unknown;
      maxReceiveCount: number;
    };
    const target = queues.find(({ id }) => id === idIn(deadLetterTargetArn));

    expect(maxReceiveCount).toBeLessThanOrEqual(5);
    expect(target && isDeadLetterQueue(target)).toBe(true);
    expect(target?.properties.FifoQueue).toBe(properties.FifoQueue);
  });

  test.each(queues.filter(isDeadLetterQueue))('$id raises an alarm with its first message', ({ id }) => {
    const watching = all('AWS::CloudWatch::Alarm').filter(
      ({ properties }) =>
        properties.Threshold === 0 &&
        JSON.stringify(properties.Metrics ?? null).includes(`["${id}","QueueName"]`),
    );

    expect(watching).toHaveLength(1);
  });

  test('are encrypted, and refuse requests without TLS', () => {
    service.allResourcesProperties('AWS::SQS::Queue', { KmsMasterKeyId: deploymentKey });
    const closed = all('AWS::SQS::QueuePolicy').flatMap(
      ({ properties }) => properties.Queues as { Ref: string }[],
    );
    service.allResourcesProperties('AWS::SQS::QueuePolicy', {
      PolicyDocument: {
        Statement: Match.arrayWith([
          Match.objectLike({ Effect: 'Deny', Condition: { Bool: { 'aws:SecureTransport': 'false' } } }),
        ]),
      },
    });

    expect(closed.map(({ Ref }) => Ref).sort()).toEqual(queues.map(({ id }) => id).sort());
  });

  test.each(mappings)('$id hears which messages failed', ({ properties }) => {
    expect(properties.FunctionResponseTypes).toEqual(['ReportBatchItemFailures']);
  });

  const lane = queues.find(({ id }) => id.startsWith('ScanLaneQueue'));
  const inspection = queues.find(({ id }) => id.startsWith('InspectionQueue'));
  const scanning = [lane?.id, inspection?.id];

  test.each(mappings.filter(({ properties }) => !scanning.includes(idIn(properties.EventSourceArn))))(
    '$id leaves six timeouts before a message comes back',
    ({ properties }) => {
      expect(timesOf(properties)).toBeGreaterThanOrEqual(6);
    },
  );

  test('the lane of a tenant stands still for seconds, not minutes, after a crash', () => {
    const mapping = mappings.find(({ properties }) => idIn(properties.EventSourceArn) === lane?.id);
    const { VisibilityTimeout } = lane?.properties ?? {};

    expect(mapping?.properties.BatchSize).toBe(1);
    expect(VisibilityTimeout).toBeGreaterThan(Number(named('run-scan').properties.Timeout));
    expect(VisibilityTimeout).toBeLessThanOrEqual(Number(named('run-scan').properties.Timeout) + 10);
  });

  test('a scan waits seconds, not minutes, for an inspection that has crashed', () => {
    const { Timeout } = named('inspect-content').properties;

    expect(inspection?.properties.VisibilityTimeout).toBe(Number(Timeout) + 10);
  });

  /** Visibility of the queue in timeouts of its function. */
  function timesOf(mapping: Record<string, unknown>): number {
    const queue = queues.find(({ id }) => id === idIn(mapping.EventSourceArn));
    const lambda = functions.find(({ id }) => id === (mapping.FunctionName as { Ref: string }).Ref);
    return Number(queue?.properties.VisibilityTimeout) / Number(lambda?.properties.Timeout);
  }

  test('a purge waits until a scan that was just cancelled has seen it', () => {
    const { DelaySeconds } = work.find(({ id }) => id.startsWith('Purge'))?.properties ?? {};

    // A worker looks every four seconds (functions/run-scan/keep-alive.ts).
    expect(DelaySeconds).toBeGreaterThanOrEqual(8);
  });

  test('only the scan lane is first in, first out', () => {
    const fifo = queues.filter(({ properties }) => properties.FifoQueue);

    expect(fifo.map(({ id }) => id.slice(0, 'ScanLane'.length))).toEqual(['ScanLane', 'ScanLane']);
  });

  test('what scans and inspects leaves concurrency to the portal', () => {
    for (const { properties } of mappings.filter(({ properties }) => !isDeadLetterSource(properties))) {
      const { MaximumConcurrency } = properties.ScalingConfig as { MaximumConcurrency: number };
      expect(MaximumConcurrency).toBeLessThanOrEqual(50);
    }
  });

  const isDeadLetterSource = (mapping: Record<string, unknown>): boolean =>
    queues.some((queue) => queue.id === idIn(mapping.EventSourceArn) && isDeadLetterQueue(queue));
});

describe('schedules', () => {
  test('scans that nobody works on are looked for every minute', () => {
    service.hasResourceProperties('AWS::Scheduler::Schedule', {
      ScheduleExpression: 'rate(1 minute)',
      Target: { Arn: { 'Fn::GetAtt': [named('sweep-scans').id, 'Arn'] } },
    });
  });

  test('a start that fails for good is kept', () => {
    const { TargetArn } = named('start-scan').properties.DeadLetterConfig as { TargetArn: unknown };
    const { Environment } = named('set-schedule').properties as {
      Environment: { Variables: { SCHEDULE_DLQ_ARN: unknown } };
    };

    expect(queues.map(({ id }) => id)).toContain(idIn(TargetArn));
    expect(Environment.Variables.SCHEDULE_DLQ_ARN).toEqual(TargetArn);
  });
});

describe('the API', () => {
  const gateway = all('AWS::ApiGatewayV2::Route');

  test('has the routes of the table, and no others', () => {
    const wanted = Object.values(routes).map(({ method, path }) => `${method} ${path}`);

    expect(gateway.map(({ properties }) => properties.RouteKey).sort()).toEqual(wanted.sort());
  });

  test.each(gateway)('$properties.RouteKey asks for a token', ({ properties }) => {
    expect(properties).toMatchObject({
      AuthorizationType: 'JWT',
      AuthorizerId: { Ref: Object.keys(service.findResources('AWS::ApiGatewayV2::Authorizer'))[0] },
    });
  });

  test.each(Object.values(routes))('$method $path is answered by $function', (route) => {
    const found = gateway.find(({ properties }) => properties.RouteKey === `${route.method} ${route.path}`);
    const integration = all('AWS::ApiGatewayV2::Integration').find(({ id }) =>
      JSON.stringify(found?.properties.Target).includes(`"${id}"`),
    );

    expect(idIn(integration?.properties.IntegrationUri)).toBe(named(route.function).id);
  });

  test('checks issuer and audience: those given, or the user pool', () => {
    service.hasResourceProperties('AWS::ApiGatewayV2::Authorizer', {
      AuthorizerType: 'JWT',
      IdentitySource: ['$request.header.Authorization'],
      JwtConfiguration: {
        Issuer: { 'Fn::If': ['UseUserPool', Match.anyValue(), { Ref: 'OidcIssuer' }] },
        Audience: [{ 'Fn::If': ['UseUserPool', Match.anyValue(), { Ref: 'OidcAudience' }] }],
      },
    });
  });

  test('is limited, Scan Now most of all, and logs who asked for what without query, token or body', () => {
    const scanNow = `${routes.scanNow.method} ${routes.scanNow.path}`;

    service.hasResourceProperties('AWS::ApiGatewayV2::Stage', {
      DefaultRouteSettings: { ThrottlingRateLimit: 50, ThrottlingBurstLimit: 100 },
      RouteSettings: { [scanNow]: { ThrottlingRateLimit: 2 } },
      AccessLogSettings: { Format: Match.not(Match.stringLikeRegexp('querystring|header|identity|claims')) },
    });
  });

  test('cannot be called from pages of other origins unless told', () => {
    service.allResourcesProperties('AWS::ApiGatewayV2::Api', { CorsConfiguration: Match.absent() });
  });
});

describe('the address of the provider', () => {
  const { AllowedPattern, Default } = service.findParameters('ComplianceApiUrl').ComplianceApiUrl as {
    AllowedPattern: string;
    Default: string;
  };
  const allowed = new RegExp(AllowedPattern);

  test('is Anthropic unless told', () => {
    expect(Default).toBe('https://api.anthropic.com');
    expect(service.findParameters('ComplianceApiAllowLoopback').ComplianceApiAllowLoopback?.Default).toBe(
      'false',
    );
  });

  test.each(['https://api.anthropic.com', 'http://127.0.0.1:8080', 'http://localhost:8080'])(
    'may be %s',
    (url) => {
      expect(url).toMatch(allowed);
    },
  );

  test.each([
    'http://api.anthropic.com',
    'https://api.anthropic.com.example.com',
    'https://api.anthropic.com@example.com',
    'https://apixanthropic.com',
    'https://example.com',
    'http://127.0.0.1.example.com',
    'http://127.0.0.1:80@example.com',
    'http://169.254.169.254',
  ])('may not be %s', (url) => {
    expect(url).not.toMatch(allowed);
  });
});

test('nothing in the templates is code of others: no custom resources', () => {
  for (const stack of [template('Data'), service]) {
    const types = Object.values(stack.toJSON().Resources as Record<string, { Type: string }>).map(
      ({ Type }) => Type,
    );

    expect(types.filter((type) => type.startsWith('Custom::') || type.includes('CustomResource'))).toEqual(
      [],
    );
  }
});

test.each(['Data', 'Service'] as const)(
  'resources of %s say which project and stage they belong to',
  (stack) => {
    const { Resources } = template(stack).toJSON() as {
      Resources: Record<string, { Type: string; Properties: { Tags?: unknown } }>;
    };
    const tables = Object.values(Resources).filter(({ Type }) =>
      ['AWS::DynamoDB::Table', 'AWS::S3::Bucket', 'AWS::Lambda::Function', 'AWS::SQS::Queue'].includes(Type),
    );

    for (const { Properties } of tables) {
      expect(Properties.Tags).toEqual(
        expect.arrayContaining([
          { Key: 'project', Value: 'claude-enterprise-integration' },
          { Key: 'stage', Value: 'dev' },
        ]),
      );
    }
  },
);
