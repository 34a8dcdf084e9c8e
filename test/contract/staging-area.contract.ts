import { createHash } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { StagingArea } from '../../shared/ports/staging-area.ts';
import { aTenant, collect } from './samples.ts';

export interface Staging {
  readonly staging: StagingArea;
  close(): Promise<void>;
}

const UNNAMED = { name: null, mimeType: null };

async function* body(...parts: readonly string[]) {
  for (const part of parts) yield Buffer.from(part);
}

async function* large(megabytes: number) {
  for (let at = 0; at < megabytes * 16; at += 1) yield Buffer.alloc(65_536, at);
}

async function* broken(megabytes: number) {
  yield* large(megabytes);
  throw new Error('The connection was lost.');
}

const sha256 = async (source: AsyncIterable<Uint8Array>) => {
  const hash = createHash('sha256');
  for await (const part of source) hash.update(part);
  return hash.digest('hex');
};

export const stagingAreaContract = (name: string, open: () => Promise<Staging>) =>
  describe(`staging area on ${name}`, () => {
    let subject: Staging;

    beforeAll(async () => {
      subject = await open();
    });
    afterAll(() => subject.close());

    const aKey = (tenant = aTenant(), index = 0) => `staging/${tenant}/scan_1/a-01/${index}`;
    const textOf = async (key: string) => {
      const object = await subject.staging.get(key);
      return object && Buffer.concat(await collect(object.body)).toString();
    };

    test('gives back what was put, with its untrusted name and type', async () => {
      const key = aKey();
      const origin = {
        name: 'Größe "Q3" – 計画\u202e.xlsx\r\nx-amz-acl: public',
        mimeType: 'text/plain; a=b',
      };

      expect(await subject.staging.put(key, body('some ', 'content'), origin)).toBe(12);

      const object = await subject.staging.get(key);
      expect(object).toMatchObject({ sizeBytes: 12, ...origin });
      expect(await textOf(key)).toBe('some content');
    });

    test('takes empty bodies and bodies without a name', async () => {
      const key = aKey();

      expect(await subject.staging.put(key, body(), UNNAMED)).toBe(0);

      expect(await subject.staging.get(key)).toMatchObject({ sizeBytes: 0, ...UNNAMED });
      expect(await textOf(key)).toBe('');
    });

    test('takes bodies of many parts', async () => {
      const key = aKey();

      expect(await subject.staging.put(key, large(12), UNNAMED)).toBe(12 * 1_048_576);

      const object = await subject.staging.get(key);
      expect(object?.sizeBytes).toBe(12 * 1_048_576);
      expect(object && (await sha256(object.body))).toBe(await sha256(large(12)));
    });

    test.each([
      ['small', 1],
      ['large', 12],
    ])('keeps nothing of a %s body that breaks', async (_, megabytes) => {
      const key = aKey();

      await expect(subject.staging.put(key, broken(megabytes), UNNAMED)).rejects.toThrow(
        'The connection was lost.',
      );

      expect(await subject.staging.get(key)).toBeUndefined();
    });

    test('has nothing under a key that was never put or was removed', async () => {
      const key = aKey();
      await subject.staging.put(key, body('x'), UNNAMED);

      await subject.staging.remove([key, aKey()]);
      await subject.staging.remove([]);

      expect(await subject.staging.get(key)).toBeUndefined();
      expect(await subject.staging.get(aKey())).toBeUndefined();
    });

    test('removes everything of a tenant and nothing of another', async () => {
      const tenant = aTenant();
      const keys = [aKey(tenant, 0), aKey(tenant, 1), `exports/${tenant}/1`];
      const others = [aKey(`${tenant}0`), aKey()];
      for (const key of [...keys, ...others]) await subject.staging.put(key, body('x'), UNNAMED);

      expect(await subject.staging.removeAll(tenant)).toEqual({ staged: 2, exports: 1 });

      for (const key of keys) expect(await subject.staging.get(key)).toBeUndefined();
      for (const key of others) expect(await textOf(key)).toBe('x');
      expect(await subject.staging.removeAll(tenant)).toEqual({ staged: 0, exports: 0 });
    });

    test('removes what was staged for a scan and nothing of another', async () => {
      const tenant = aTenant();
      const keys = [aKey(tenant, 0), aKey(tenant, 1)];
      const others = [`staging/${tenant}/scan_10/a-01/0`, aKey()];
      for (const key of [...keys, ...others]) await subject.staging.put(key, body('x'), UNNAMED);

      expect(await subject.staging.removeOf({ tenant, scanId: 'scan_1' })).toBe(2);

      for (const key of keys) expect(await subject.staging.get(key)).toBeUndefined();
      for (const key of others) expect(await textOf(key)).toBe('x');
      expect(await subject.staging.removeOf({ tenant, scanId: 'scan_1' })).toBe(0);
    });

    test('removes those of some keys that are there, and of the tenant', async () => {
      const [tenant, other] = [aTenant(), aTenant()];
      const [gone, kept, foreign] = [aKey(tenant, 0), aKey(tenant, 1), aKey(other, 0)];
      for (const key of [gone, kept, foreign]) await subject.staging.put(key, body('x'), UNNAMED);

      expect(await subject.staging.removeListed(tenant, [gone, aKey(tenant, 7), foreign])).toBe(1);

      expect(await subject.staging.get(gone)).toBeUndefined();
      for (const key of [kept, foreign]) expect(await textOf(key)).toBe('x');
    });

    test('removes the exports of a tenant alone', async () => {
      const tenant = aTenant();
      const [staged, exported] = [aKey(tenant, 0), `exports/${tenant}/1`];
      for (const key of [staged, exported]) await subject.staging.put(key, body('x'), UNNAMED);

      expect(await subject.staging.removeExports(tenant)).toBe(1);

      expect(await subject.staging.get(exported)).toBeUndefined();
      expect(await textOf(staged)).toBe('x');
    });
  });
