import { mkdtempSync, rmSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { afterAll, describe, expect, test } from 'vitest';
import { DEFAULT_LIMITS } from '../../../shared/inspection/limits.ts';
import { defaultPolicy } from '../../../shared/inspection/policy.ts';
import { createSandbox, type Sandbox } from '../../../shared/inspection/sandbox.ts';
import { HASH_KEY, placesOf } from './documents/inspected.ts';
import { docxOf, paragraph } from './documents/office.ts';
import { pdfOf } from './documents/pdf.ts';
import { CARD_GROUPED } from './documents/values.ts';

const policy = defaultPolicy(HASH_KEY);
const never = new AbortController().signal;
const bytesOf = (text: string) => ({ bytes: Buffer.from(text) });

describe('the engine in a thread', () => {
  const sandbox = createSandbox();
  const folder = mkdtempSync(join(tmpdir(), 'inspection-'));
  afterAll(async () => {
    await sandbox.close();
    rmSync(folder, { recursive: true });
  });

  test('finds the same as in process', async () => {
    const pdf = await pdfOf([`Card ${CARD_GROUPED}`]);

    const result = await sandbox.inspect({ bytes: pdf }, policy, DEFAULT_LIMITS, never);

    expect(result).toMatchObject({
      status: 'flagged',
      format: 'pdf',
      policyVersion: 'default',
      sizeBytes: pdf.length,
    });
    expect(placesOf(result)).toEqual(['page 1']);
  });

  test('leaves the bytes of the caller alone', async () => {
    const bytes = new Uint8Array(Buffer.from(`card ${CARD_GROUPED}`));

    await sandbox.inspect({ bytes }, policy, DEFAULT_LIMITS, never);

    expect(bytes.length).toBe(24);
  });

  test('takes streams, with and without a known size', async () => {
    const document = await docxOf(paragraph(`Card ${CARD_GROUPED}`));
    const pieces = () => Readable.from([document.subarray(0, 100), document.subarray(100)]);

    const known = await sandbox.inspect(
      { bytes: pieces(), sizeBytes: document.length },
      policy,
      DEFAULT_LIMITS,
      never,
    );
    const unknown = await sandbox.inspect({ bytes: pieces() }, policy, DEFAULT_LIMITS, never);

    expect(known).toMatchObject({ status: 'flagged', format: 'docx', sizeBytes: document.length });
    expect(unknown.sha256).toBe(known.sha256);
  });

  test.each([
    ['text', () => Buffer.from(`card ${CARD_GROUPED}`)],
    ['pdf', () => pdfOf([`card ${CARD_GROUPED}`])],
    ['docx', () => docxOf(paragraph(`card ${CARD_GROUPED}`))],
  ])('takes files of %s', async (format, build) => {
    const path = join(folder, format);
    await writeFile(path, await build());

    const result = await sandbox.inspect({ bytes: { path } }, policy, DEFAULT_LIMITS, never);

    expect(result).toMatchObject({ status: 'flagged', format, partial: false });
  });

  test('a stream that is longer than the limit is not read to its end', async () => {
    let given = 0;
    const endless = Readable.from(
      (function* () {
        for (;;) {
          given++;
          yield Buffer.alloc(1000);
        }
      })(),
    );

    const result = await sandbox.inspect(
      { bytes: endless },
      policy,
      { ...DEFAULT_LIMITS, maxBytes: 10_000 },
      never,
    );

    expect(result).toMatchObject({ status: 'skipped', reason: 'too_large', sha256: null });
    expect(given).toBeLessThan(100);
  });

  test('a stream that breaks is the error of who gave it', async () => {
    const broken = Readable.from(
      (function* () {
        yield Buffer.from('a');
        throw new Error('connection lost');
      })(),
    );

    await expect(sandbox.inspect({ bytes: broken }, policy, DEFAULT_LIMITS, never)).rejects.toThrow(
      'connection lost',
    );
  });
});

describe('a thread that fails', () => {
  const entry = new URL('./documents/hostile-thread.ts', import.meta.url);
  /** Only the item that hangs has a short budget: the others may wait for a busy machine as long as they must. */
  const limitsOf = (order: string) => ({
    ...DEFAULT_LIMITS,
    timeMs: order === 'hang' ? 1 : DEFAULT_LIMITS.timeMs,
  });
  const during = async (use: (sandbox: Sandbox) => Promise<void>, options = {}) => {
    const sandbox = createSandbox({ entry, ...options });
    try {
      await use(sandbox);
    } finally {
      await sandbox.close();
    }
  };

  test.each([
    ['throw', 'failed', 'inspection_error'],
    ['exit', 'failed', 'inspection_error'],
    ['grow', 'failed', 'inspection_error'],
    ['hang', 'skipped', 'too_slow'],
  ])('by %s ends the item that caused it and no other', async (order, status, reason) => {
    await during(
      async (sandbox) => {
        const orders = ['fine', order, 'fine'].map((text) =>
          sandbox.inspect(bytesOf(text), policy, limitsOf(text), never),
        );

        const [before, failed, after] = await Promise.all(orders);

        expect(before).toMatchObject({ status: 'clean', reason: null });
        expect(failed).toMatchObject({ status, reason, findings: [] });
        expect(after).toMatchObject({ status: 'clean', reason: null });
      },
      { heapMb: 32 },
    );
  });

  test('is ended when the caller aborts', async () => {
    await during(async (sandbox) => {
      const abort = new AbortController();
      const hanging = sandbox.inspect(bytesOf('hang'), policy, DEFAULT_LIMITS, abort.signal);

      abort.abort();

      expect(await hanging).toMatchObject({ status: 'skipped', reason: 'too_slow' });
      expect(await sandbox.inspect(bytesOf('fine'), policy, DEFAULT_LIMITS, never)).toMatchObject({
        status: 'clean',
      });
    });
  });

  test('does not stand in the way of another thread', async () => {
    await during(
      async (sandbox) => {
        const abort = new AbortController();
        const hanging = sandbox.inspect(bytesOf('hang'), policy, DEFAULT_LIMITS, abort.signal);

        expect(await sandbox.inspect(bytesOf('fine'), policy, DEFAULT_LIMITS, never)).toMatchObject({
          status: 'clean',
        });

        abort.abort();
        await hanging;
      },
      { threads: 2 },
    );
  });
});
