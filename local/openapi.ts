import { readFile, writeFile } from 'node:fs/promises';
import { stringify } from 'yaml';
import { openApiDocument } from '../shared/api/openapi.ts';

// Writes docs/openapi.yaml from the schemas of the HTTP API:
//
//   node local/bootstrap.mjs local/openapi.ts
//
// With --check it writes nothing and fails where the file differs.

const file = new URL('../docs/openapi.yaml', import.meta.url);

const text = `# Written by local/openapi.ts from shared/api: change the schemas, not this file.\n${stringify(
  openApiDocument(),
  { aliasDuplicateObjects: false, compat: 'yaml-1.1', lineWidth: 110 },
)}`;

if (!process.argv.includes('--check')) {
  await writeFile(file, text);
} else if ((await readFile(file, 'utf8')) !== text) {
  console.error('docs/openapi.yaml is not what the schemas give: run local/openapi.ts.');
  process.exitCode = 1;
}
