import { readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { startServices } from '../../../../local/aws/services/server.ts';
import { temporaryFolder } from '../support/endpoint.ts';

const folder = temporaryFolder();
const secret = { Name: 'tenant/a', SecretString: 'a value that nobody else has' };
const id = { SecretId: secret.Name };

test('secrets survive a restart in a file that only its owner may read', async () => {
  const file = join(folder, 'kept.db');
  const first = await startServices({ file });
  first.secrets.handle('CreateSecret', secret);
  const modes = [file, `${file}-wal`].map((path) => statSync(path).mode & 0o777);
  expect(modes).toEqual([0o600, 0o600]);
  await first.stop();
  const second = await startServices({ file });
  expect(second.secrets.handle('GetSecretValue', id)).toMatchObject({ SecretString: secret.SecretString });
  await second.stop();
});

test('a secret deleted by force leaves nothing in the files', async () => {
  const file = join(folder, 'deleted.db');
  const found = () => [file, `${file}-wal`].some((path) => readFileSync(path).includes(secret.SecretString));
  const services = await startServices({ file });
  services.secrets.handle('CreateSecret', secret);
  expect(found()).toBe(true);
  services.secrets.handle('DeleteSecret', { ...id, ForceDeleteWithoutRecovery: true });
  expect(found()).toBe(false);
  await services.stop();
});
