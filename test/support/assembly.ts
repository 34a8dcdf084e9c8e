import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Template } from 'aws-cdk-lib/assertions';
import { inject } from 'vitest';

/** The folder of the synthesised assembly. Throws the reason where it could not be built. */
export function assemblyFolder(): string {
  const assembly = inject('assembly');
  if ('folder' in assembly) return assembly.folder;
  throw new Error(assembly.problem);
}

/** A template as it would be deployed. */
export function template(stack: 'Data' | 'Service'): Template {
  const file = join(assemblyFolder(), `${stack}.template.json`);
  return Template.fromJSON(JSON.parse(readFileSync(file, 'utf8')));
}
