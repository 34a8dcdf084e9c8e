import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll } from 'vitest';

/** Settings for an SDK client that talks to a local server: no retries, so that each answer is seen. */
export const clientTo = (endpoint: string) => ({
  endpoint,
  region: 'us-east-1',
  credentials: { accessKeyId: 'local', secretAccessKey: 'local' },
  maxAttempts: 1,
});

/** A folder that is removed after the test file. */
export function temporaryFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'cei-test-'));
  afterAll(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

interface Server {
  url: string;
  stop(): Promise<void>;
}

/**
 * The endpoint that a contract suite runs against: the address in the named environment variable, so that the same
 * suite can check another implementation, else a local server that ends with the test file.
 */
export async function endpointOf(variable: string, start: () => Promise<Server>): Promise<string> {
  const given = process.env[variable];
  if (given) return given;
  const server = await start();
  afterAll(() => server.stop());
  return server.url;
}
