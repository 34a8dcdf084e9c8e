import { DecryptCommand, EncryptCommand, KMSClient } from '@aws-sdk/client-kms';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type ServicesServer, startServices } from '../../../../local/aws/services/server.ts';
import { clientTo } from '../support/endpoint.ts';

let server: ServicesServer;
let kms: KMSClient;

beforeAll(async () => {
  server = await startServices();
  kms = new KMSClient(clientTo(server.url));
});
afterAll(() => server.stop());

const text = new TextEncoder().encode('a secret');
const encrypt = async (EncryptionContext: Record<string, string>, KeyId = 'key-1') =>
  (await kms.send(new EncryptCommand({ KeyId, Plaintext: text, EncryptionContext }))).CiphertextBlob;
const decrypt = async (CiphertextBlob: Uint8Array | undefined, EncryptionContext: Record<string, string>) =>
  (await kms.send(new DecryptCommand({ CiphertextBlob, EncryptionContext }))).Plaintext;

test('what was encrypted opens with the same context, in any order', async () => {
  const sealed = await encrypt({ tenant: 'acme', secret: '1' });

  expect(Buffer.from(sealed ?? []).toString('latin1')).not.toContain('a secret');
  expect(await decrypt(sealed, { secret: '1', tenant: 'acme' })).toEqual(text);
});

test('with another context, or altered, it does not open', async () => {
  const sealed = (await encrypt({ tenant: 'acme' })) ?? new Uint8Array();
  const altered = Uint8Array.from(sealed, (byte, index) => (index === sealed.length - 4 ? byte ^ 1 : byte));

  for (const [blob, context] of [
    [sealed, { tenant: 'other' }],
    [sealed, {}],
    [altered, { tenant: 'acme' }],
  ] as const) {
    await expect(decrypt(blob, context as Record<string, string>)).rejects.toMatchObject({
      name: 'InvalidCiphertextException',
    });
  }
});
