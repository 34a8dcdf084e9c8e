import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import { AwsFault, unknownOperation } from '../fault.ts';
import { asObject, asText, type JsonObject } from '../json.ts';
import { arn } from '../names.ts';
import type { Documents } from './documents.ts';

/** A key's material, base64. */
export interface KeyMaterial {
  readonly material: string;
}

export interface KeyManagement {
  handle(operation: string, input: JsonObject): JsonObject;
}

const IV_BYTES = 12;
const TAG_BYTES = 16;

/** Encrypt and Decrypt of KMS under symmetric keys: AES-256-GCM, bound to the encryption context. A key is made when it is first used. */
export function keyManagement(keys: Documents<KeyMaterial>): KeyManagement {
  const materialOf = (keyId: string): Buffer => {
    const known = keys.get(keyId);
    if (known) return Buffer.from(known.material, 'base64');
    const material = randomBytes(32);
    keys.put(keyId, { material: material.toString('base64') });
    return material;
  };

  const encrypt = (input: JsonObject): JsonObject => {
    const keyId = keyOf(input);
    const iv = randomBytes(IV_BYTES);
    const cipher = createCipheriv('aes-256-gcm', materialOf(keyId), iv).setAAD(contextOf(input));
    const text = Buffer.concat([
      cipher.update(Buffer.from(asText(input.Plaintext) ?? '', 'base64')),
      cipher.final(),
    ]);
    const sealed = Buffer.concat([iv, cipher.getAuthTag(), text]).toString('base64');
    const blob = Buffer.from(JSON.stringify({ keyId, sealed })).toString('base64');
    return { CiphertextBlob: blob, KeyId: keyId, EncryptionAlgorithm: 'SYMMETRIC_DEFAULT' };
  };

  const decrypt = (input: JsonObject): JsonObject => {
    try {
      const blob = Buffer.from(asText(input.CiphertextBlob) ?? '', 'base64').toString('utf8');
      const { keyId, sealed } = JSON.parse(blob) as { keyId: string; sealed: string };
      const bytes = Buffer.from(sealed, 'base64');
      const decipher = createDecipheriv('aes-256-gcm', materialOf(keyId), bytes.subarray(0, IV_BYTES))
        .setAAD(contextOf(input))
        .setAuthTag(bytes.subarray(IV_BYTES, IV_BYTES + TAG_BYTES));
      const text = Buffer.concat([decipher.update(bytes.subarray(IV_BYTES + TAG_BYTES)), decipher.final()]);
      return {
        Plaintext: text.toString('base64'),
        KeyId: keyId,
        EncryptionAlgorithm: 'SYMMETRIC_DEFAULT',
      };
    } catch {
      throw new AwsFault(
        'InvalidCiphertextException',
        'The ciphertext or its context is not the one that was encrypted.',
      );
    }
  };

  return {
    handle(operation, input) {
      if (operation === 'Encrypt') return encrypt(input);
      if (operation === 'Decrypt') return decrypt(input);
      throw unknownOperation(operation);
    },
  };
}

function keyOf(input: JsonObject): string {
  const id = asText(input.KeyId) ?? '';
  return id.startsWith('arn:') ? id : arn('kms', `key/${id}`);
}

/** In order of name, so that it is the same context however it was written. */
const contextOf = (input: JsonObject): Buffer =>
  Buffer.from(JSON.stringify(Object.entries(asObject(input.EncryptionContext)).sort()));
