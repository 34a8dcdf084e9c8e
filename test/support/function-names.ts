import { readdirSync } from 'node:fs';
import { join } from 'node:path';

/** Folder names of the Lambda functions, in order. */
export const functionNames = (): string[] =>
  readdirSync(join(import.meta.dirname, '..', '..', 'functions'), { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => name)
    .sort();
