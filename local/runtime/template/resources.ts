import { asObject, asText, isObject, type JsonObject } from '../../aws/json.ts';
import { ACCOUNT, REGION } from '../../aws/names.ts';
import { readAssembly, type StackFile } from './assembly.ts';
import { resolve, type Scope } from './intrinsics.ts';
import { type Identity, identityAttribute, identityOf, type ServerUrls } from './names.ts';
import { checkParameterNames, parameterValues } from './parameters.ts';
import { isServed } from './resource-types.ts';

/** A resource of a template that the runtime serves, with every reference resolved. */
export interface Resource {
  stack: string;
  /** Logical id. */
  id: string;
  type: string;
  properties: JsonObject;
  /** What `Ref` gives: a queue's address, a table's name … */
  ref: string;
  arn: string;
}

export interface Resources {
  ofType(type: string): Resource[];
  /** Outputs of all stacks by their name. */
  outputs: Record<string, string>;
  /** The folder of an asset by its key. @throws if there is none */
  assetFolder(key: string): string;
}

interface Stack {
  file: StackFile;
  scope: Scope;
  identity(id: string): Identity;
}

type Exports = Map<string, () => unknown>;

const fail = (message: string): never => {
  throw new Error(message);
};

function pseudoParameters(stack: string): Record<string, string | undefined> {
  return {
    'AWS::AccountId': ACCOUNT,
    'AWS::NoValue': undefined,
    'AWS::Partition': 'aws',
    'AWS::Region': REGION,
    'AWS::StackId': `arn:aws:cloudformation:${REGION}:${ACCOUNT}:stack/${stack}/local`,
    'AWS::StackName': stack,
    'AWS::URLSuffix': 'amazonaws.com',
  };
}

/** Prepares one stack: names are worked out when they are first asked for, since they may depend on each other. */
function prepareStack(
  file: StackFile,
  exports: Exports,
  given: Record<string, string>,
  urls: ServerUrls,
): Stack {
  const resources = asObject(file.template.Resources);
  const conditions = asObject(file.template.Conditions);
  const parameters = parameterValues(file, given);
  const pseudo = pseudoParameters(file.name);
  const identities = new Map<string, Identity>();

  const identity = (id: string): Identity => {
    const known = identities.get(id);
    if (known) return known;
    const resource = resources[id];
    if (!isObject(resource)) return fail(`The template of ${file.name} has no resource or parameter ${id}.`);
    const properties = () => {
      const names = ['QueueName', 'FifoQueue', 'TableName', 'BucketName', 'FunctionName', 'Name'];
      const own = Object.entries(asObject(resource.Properties)).filter(([name]) => names.includes(name));
      return asObject(resolve(Object.fromEntries(own), scope));
    };
    const type = asText(resource.Type) ?? '';
    const result = identityOf({ stack: file.name, id, type, properties }, urls);
    identities.set(id, result);
    return result;
  };
  const scope: Scope = {
    ref: (name) => (name in pseudo ? pseudo[name] : (parameters.get(name) ?? identity(name).ref)),
    attribute: (id, attribute) => identityAttribute(identity(id), id, attribute),
    condition: (name) => conditions[name] ?? fail(`The template of ${file.name} has no condition ${name}.`),
    imported: (name) => (exports.get(name) ?? (() => fail(`No stack exports ${name}.`)))(),
  };
  for (const output of Object.values(asObject(file.template.Outputs))) {
    const { Export, Value } = asObject(output);
    if (isObject(Export)) exports.set(String(resolve(Export.Name, scope)), () => resolve(Value, scope));
  }
  return { file, scope, identity };
}

const holds = (stack: Stack, condition: unknown): boolean =>
  condition === undefined || resolve({ Condition: condition }, stack.scope) === true;

function servedResources(stack: Stack): Resource[] {
  const { file, scope } = stack;
  return Object.entries(asObject(file.template.Resources)).flatMap(([id, value]) => {
    const { Type, Condition, Properties = {} } = asObject(value);
    const type = asText(Type) ?? '';
    if (!isServed(file.name, id, type) || !holds(stack, Condition)) return [];
    const { ref, attributes } = stack.identity(id);
    const properties = asObject(resolve(Properties, scope));
    return [{ stack: file.name, id, type, properties, ref, arn: attributes.Arn ?? ref }];
  });
}

function outputsOf(stack: Stack): [string, string][] {
  return Object.entries(asObject(stack.file.template.Outputs)).flatMap(
    ([name, value]): [string, string][] => {
      const { Condition, Value } = asObject(value);
      return holds(stack, Condition) ? [[name, String(resolve(Value, stack.scope))]] : [];
    },
  );
}

/**
 * Reads the templates of an assembly and resolves every reference, also from stack to stack.
 * @param parameters values of CloudFormation parameters, instead of their defaults
 * @throws if a template cannot be run locally as it would be deployed
 */
export function loadResources(
  folder: string,
  options: { stacks?: string[]; parameters?: Record<string, string>; urls: ServerUrls },
): Resources {
  const files = readAssembly(folder, options.stacks);
  const given = options.parameters ?? {};
  checkParameterNames(files, given);
  const exports: Exports = new Map();
  const stacks = files.map((file) => prepareStack(file, exports, given, options.urls));
  const resources = stacks.flatMap(servedResources);
  const assets = new Map(files.flatMap((file) => [...file.assets]));
  return {
    ofType: (type) => resources.filter((resource) => resource.type === type),
    outputs: Object.fromEntries(stacks.flatMap(outputsOf)),
    assetFolder: (key) => assets.get(key) ?? fail(`The assembly has no asset ${key}.`),
  };
}
