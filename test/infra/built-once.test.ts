import { mkdirSync, mkdtempSync, readdirSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { builtOnce } from '../../infra/built-once.ts';

function aFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'built-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

const fill = async (empty: string): Promise<void> => writeFileSync(join(empty, 'manifest.json'), '{}');
const never = (): Promise<void> => Promise.reject(new Error('It was there already.'));

test('what exists is not built again', async () => {
  const target = join(aFolder(), 'one');

  expect(await builtOnce(target, fill)).toBe(true);
  expect(await builtOnce(target, never)).toBe(false);
});

test('of two builds at the same time one counts, and nothing else is left', async () => {
  const parent = aFolder();
  const bothBegun = Promise.withResolvers<void>();
  let begun = 0;
  const together = async (empty: string) => {
    begun += 1;
    if (begun === 2) bothBegun.resolve();
    await bothBegun.promise;
    await fill(empty);
  };

  const made = await Promise.all([
    builtOnce(join(parent, 'one'), together),
    builtOnce(join(parent, 'one'), together),
  ]);

  expect(made.sort()).toEqual([false, true]);
  expect(readdirSync(parent)).toEqual(['one']);
  expect(readdirSync(join(parent, 'one'))).toEqual(['manifest.json']);
});

test('a build that fails leaves nothing, and the next one starts afresh', async () => {
  const parent = aFolder();
  const breaksOff = async (empty: string) => {
    await fill(empty);
    throw new Error('broken off');
  };

  await expect(builtOnce(join(parent, 'one'), breaksOff)).rejects.toThrow('broken off');
  expect(readdirSync(parent)).toEqual([]);
  expect(await builtOnce(join(parent, 'one'), fill)).toBe(true);
});

test('of those not used for hours, only the latest stay', async () => {
  const parent = aFolder();
  for (let age = 1; age <= 8; age += 1) {
    const folder = join(parent, `${age}-days-old`);
    mkdirSync(folder);
    const usedAt = Date.now() / 1_000 - age * 86_400;
    utimesSync(folder, usedAt, usedAt);
  }

  await builtOnce(join(parent, 'new'), fill);

  expect(readdirSync(parent).sort()).toEqual(['1-days-old', '2-days-old', '3-days-old', '4-days-old', 'new']);
});
