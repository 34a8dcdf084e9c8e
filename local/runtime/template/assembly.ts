import { existsSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { asObject, asText, isObject, type JsonObject, textFields } from '../../aws/json.ts';

/** One synthesised stack as it lies in the assembly. */
export interface StackFile {
  name: string;
  template: JsonObject;
  /** Object key of an asset → its folder or file. */
  assets: Map<string, string>;
}

const readJson = (path: string): JsonObject => asObject(JSON.parse(readFileSync(path, 'utf8')));

/**
 * Asset folders by the key that a function's code names. They come from the asset manifest because the metadata in
 * the template is there only when the CDK's command line synthesises.
 */
function readAssets(folder: string, artifact: string): Map<string, string> {
  const path = join(folder, `${artifact}.assets.json`);
  if (!existsSync(path)) return new Map();
  const entries = Object.values(asObject(readJson(path).files)).flatMap((file) => {
    const { source, destinations } = asObject(file);
    const place = asText(asObject(source).path);
    const keys = Object.values(asObject(destinations)).map((each) => asText(asObject(each).objectKey));
    return keys.flatMap((key): [string, string][] => (key && place ? [[key, resolve(folder, place)]] : []));
  });
  return new Map(entries);
}

/**
 * Reads the stacks of a synthesised assembly (`cdk.out`).
 * @param only names of the stacks to read; all of them if not given
 * @throws if there is no assembly, or a stack is not in it
 */
export function readAssembly(folder: string, only?: string[]): StackFile[] {
  const manifestFile = join(folder, 'manifest.json');
  if (!existsSync(manifestFile)) {
    throw new Error(`There is no synthesised assembly in ${folder}; synthesise it first.`);
  }
  const stacks = Object.entries(asObject(readJson(manifestFile).artifacts)).flatMap(([id, value]) => {
    const artifact = asObject(value);
    if (artifact.type !== 'aws:cloudformation:stack') return [];
    const { templateFile, stackName = id } = textFields(artifact.properties);
    return [{ id, name: stackName, template: readJson(join(folder, templateFile ?? `${id}.template.json`)) }];
  });
  const missing = only?.find((name) => !stacks.some((stack) => stack.name === name || stack.id === name));
  if (missing) throw new Error(`The assembly in ${folder} has no stack ${missing}.`);
  return stacks
    .filter((stack) => !only || only.includes(stack.name) || only.includes(stack.id))
    .map(({ id, name, template }) => ({ name, template, assets: readAssets(folder, id) }))
    .filter(({ template }) => isObject(template.Resources));
}
