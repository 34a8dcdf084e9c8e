import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { loadResources } from '../../../../local/runtime/template/resources.ts';
import { temporaryFolder } from '../../aws/support/endpoint.ts';

const folder = temporaryFolder();
const urls = { sqs: 'http://127.0.0.1:1', api: 'http://127.0.0.1:2' };
let written = 0;

/** Writes an assembly of the given templates and returns its folder. */
function anAssembly(templates: Record<string, object>): string {
  written += 1;
  const assembly = join(folder, String(written));
  mkdirSync(assembly);
  const artifacts = Object.fromEntries(
    Object.entries(templates).map(([name, template]) => {
      writeFileSync(join(assembly, `${name}.template.json`), JSON.stringify(template));
      const properties = { templateFile: `${name}.template.json`, stackName: `stack-${name}` };
      return [name, { type: 'aws:cloudformation:stack', properties }];
    }),
  );
  writeFileSync(join(assembly, 'manifest.json'), JSON.stringify({ artifacts }));
  return assembly;
}

/** Placeholders of Fn::Sub, written without the dollar sign that a template literal would take for its own. */
const sub = (text: string): string => text.replaceAll('{', '${');

const aQueue = (Properties: object = {}) => ({ Type: 'AWS::SQS::Queue', Properties });

/** What an expression of a template becomes, given the rest of the template. */
function resolved(expression: unknown, rest: object = {}, parameters: Record<string, string> = {}): unknown {
  const Resources = { Queue: aQueue({ KmsMasterKeyId: expression }), Other: aQueue({ QueueName: 'other' }) };
  const assembly = anAssembly({ One: { Resources, ...rest } });
  const [queue] = loadResources(assembly, { urls, parameters }).ofType('AWS::SQS::Queue');
  return queue?.properties.KmsMasterKeyId;
}

describe('intrinsic functions', () => {
  const Parameters = { Stage: { Default: 'dev' } };
  const Conditions = {
    IsProd: { 'Fn::Equals': [{ Ref: 'Stage' }, 'prod'] },
    IsDev: { 'Fn::Not': [{ Condition: 'IsProd' }] },
    Both: { 'Fn::And': [{ Condition: 'IsDev' }, { Condition: 'IsProd' }] },
    Either: { 'Fn::Or': [{ Condition: 'IsDev' }, { Condition: 'IsProd' }] },
  };

  test.each([
    [{ Ref: 'Other' }, 'http://127.0.0.1:1/000000000000/other'],
    [{ Ref: 'AWS::Region' }, 'us-east-1'],
    [{ Ref: 'Stage' }, 'dev'],
    [{ 'Fn::GetAtt': ['Other', 'Arn'] }, 'arn:aws:sqs:us-east-1:000000000000:other'],
    [{ 'Fn::GetAtt': 'Other.QueueName' }, 'other'],
    [{ 'Fn::Join': ['-', ['a', { Ref: 'Stage' }]] }, 'a-dev'],
    [{ 'Fn::Select': [1, { 'Fn::Split': ['/', 'a/b/c'] }] }, 'b'],
    [{ 'Fn::Sub': sub('x-{Stage}-{Other.QueueName}-{!Literal}') }, sub('x-dev-other-{Literal}')],
    [{ 'Fn::Sub': [sub('{Name}.{AWS::Region}'), { Name: { Ref: 'Stage' } }] }, 'dev.us-east-1'],
    [{ 'Fn::If': ['IsProd', 'yes', 'no'] }, 'no'],
    [{ 'Fn::If': ['Both', 'yes', 'no'] }, 'no'],
    [{ 'Fn::If': ['Either', 'yes', { Ref: 'AWS::NoValue' }] }, 'yes'],
    [{ 'Fn::If': ['IsProd', 'yes', { Ref: 'AWS::NoValue' }] }, undefined],
  ])('%j → %s', (expression, expected) => {
    expect(resolved(expression, { Parameters, Conditions })).toBe(expected);
  });

  test('one that is not known is named', () => {
    expect(() => resolved({ 'Fn::Cidr': ['10.0.0.0/16', 1] })).toThrow(/Fn::Cidr/);
  });

  test('a reference to nothing is named', () => {
    expect(() => resolved({ Ref: 'Nobody' })).toThrow(/Nobody/);
  });
});

describe('several stacks', () => {
  const data = {
    Resources: { Table: { Type: 'AWS::DynamoDB::Table', Properties: {} } },
    Outputs: {
      Export: { Value: { Ref: 'Table' }, Export: { Name: { 'Fn::Sub': sub('{AWS::StackName}:Table') } } },
    },
  };
  const service = {
    Resources: { Queue: aQueue({ QueueName: { 'Fn::ImportValue': 'stack-Data:Table' } }) },
    Outputs: { Url: { Value: { Ref: 'Queue' } } },
  };

  test('a value that one exports is imported by the other, in either order', () => {
    for (const templates of [
      { Data: data, Service: service },
      { Service: service, Data: data },
    ]) {
      const resources = loadResources(anAssembly(templates), { urls });
      expect(resources.outputs.Url).toBe('http://127.0.0.1:1/000000000000/stack-Data-Table');
    }
  });

  test('an import that nobody exports is named', () => {
    const assembly = anAssembly({ Data: data, Service: service });
    expect(() => loadResources(assembly, { urls, stacks: ['Service'] })).toThrow(/exports stack-Data:Table/);
  });

  test('a stack that is not there is named, and so is a folder without an assembly', () => {
    const assembly = anAssembly({ Data: data });
    expect(() => loadResources(assembly, { urls, stacks: ['Nobody'] })).toThrow(/no stack Nobody/);
    expect(() => loadResources(join(folder, 'nothing'), { urls })).toThrow(/synthesise it first/);
  });
});

describe('parameters', () => {
  const Parameters = {
    Stage: { Default: 'dev', AllowedValues: ['dev', 'prod'] },
    Url: { Default: 'https://a', AllowedPattern: '^https?://.+$' },
  };

  test('a given value replaces the default', () => {
    expect(resolved({ Ref: 'Stage' }, { Parameters }, { Stage: 'prod' })).toBe('prod');
  });

  test.each([
    [{ Stage: 'test' }, /Stage of stack-One does not accept the value "test"/],
    [{ Url: 'ftp://a' }, /Url of stack-One/],
    [{ Nobody: 'x' }, /No template has a parameter Nobody/],
  ])('%j is refused', (parameters, message) => {
    expect(() => resolved('x', { Parameters }, parameters)).toThrow(message);
  });
});

describe('resources', () => {
  test('a type that is neither served nor ignored stops the start with a sentence', () => {
    const Resources = { Machine: { Type: 'AWS::StepFunctions::StateMachine' } };
    expect(() => loadResources(anAssembly({ One: { Resources } }), { urls })).toThrow(
      'The template of stack-One has Machine of type AWS::StepFunctions::StateMachine, which the local runtime does not serve',
    );
  });

  test('keys and alarms are passed over, but may be mentioned', () => {
    const Resources = {
      Key: { Type: 'AWS::KMS::Key', Properties: {} },
      Alarm: { Type: 'AWS::CloudWatch::Alarm', Properties: {} },
      Queue: aQueue({ KmsMasterKeyId: { 'Fn::GetAtt': ['Key', 'Arn'] } }),
    };
    const resources = loadResources(anAssembly({ One: { Resources } }), { urls });
    const [queue] = resources.ofType('AWS::SQS::Queue');
    expect(queue?.properties.KmsMasterKeyId).toBe('arn:aws:kms:us-east-1:000000000000:stack-One-Key');
    expect(resources.ofType('AWS::KMS::Key')).toEqual([]);
  });

  test('a resource whose condition does not hold is not there', () => {
    const Resources = { Queue: { ...aQueue(), Condition: 'Never' } };
    const Conditions = { Never: { 'Fn::Equals': ['a', 'b'] } };
    const resources = loadResources(anAssembly({ One: { Resources, Conditions } }), { urls });
    expect(resources.ofType('AWS::SQS::Queue')).toEqual([]);
  });

  test('a generated name keeps within the limit of its service and ends as it must', () => {
    const id = 'Queue'.repeat(20);
    const Resources = { [id]: aQueue({ FifoQueue: true }) };
    const [queue] = loadResources(anAssembly({ One: { Resources } }), { urls }).ofType('AWS::SQS::Queue');
    const name = queue?.ref.split('/').at(-1);
    expect(name).toHaveLength(80);
    expect(name).toMatch(/-[0-9a-f]{8}\.fifo$/);
  });
});
