import { expect, test } from 'vitest';
import { AppError } from '../../../shared/errors.ts';
import { audited } from '../../../shared/runtime/audited.ts';
import { auditOf } from '../../functions/builders.ts';
import { memoryWorld } from '../../support/memory/world.ts';

const caller = { tenant: 'acme', actor: 'ada@example.com' };
const details = (result: number) => ({ result });

test('what was done is recorded with who did it, when, and the facts of the result', async () => {
  const world = memoryWorld({ now: Date.parse('2026-10-01T12:00:00Z') });

  await audited(world, caller, 'export', async () => 7, details);

  expect(await auditOf(world)).toEqual([
    {
      at: '2026-10-01T12:00:00.000Z',
      actor: 'ada@example.com',
      action: 'export',
      outcome: 'done',
      details: { result: 7 },
    },
  ]);
});

test('what was refused is recorded with the code, and stays refused', async () => {
  const world = memoryWorld();
  const refused = new AppError('upstream-denied', 'KEY_REJECTED', 'No.');

  await expect(audited(world, caller, 'configure', () => Promise.reject(refused), details)).rejects.toBe(
    refused,
  );

  expect(await auditOf(world)).toMatchObject([
    { action: 'configure', outcome: 'refused', details: { code: 'KEY_REJECTED' } },
  ]);
});

test('a record that cannot be written goes to the log without the person, and the answer stands', async () => {
  const world = memoryWorld();
  world.audit.failNext();

  expect(await audited(world, caller, 'export', async () => 7, details)).toBe(7);

  expect(world.log.entries).toMatchObject([
    {
      level: 'error',
      code: 'AUDIT_LOST',
      facts: { action: 'export', outcome: 'done', details: { result: 7 } },
    },
  ]);
  expect(JSON.stringify(world.log.entries)).not.toContain('ada@');
});
