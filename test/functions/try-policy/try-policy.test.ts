import { beforeEach, describe, expect, test } from 'vitest';
import { createHandler } from '../../../functions/try-policy/handler.ts';
import { policyEdit, type TryAnswer, tryAnswer } from '../../../shared/api/policy.ts';
import { routes } from '../../../shared/api/routes.ts';
import { inspect } from '../../../shared/inspection/inspect.ts';
import { DEFAULT_LIMITS } from '../../../shared/inspection/limits.ts';
import type { InspectionPolicy } from '../../../shared/inspection/policy.ts';
import type { InspectionResult } from '../../../shared/inspection/result.ts';
import { editedPolicy } from '../../../shared/policies/edited-policy.ts';
import { inspectionPolicies } from '../../../shared/policies/inspection-policies.ts';
import { tenantHashKey } from '../../../shared/policies/tenant-hash-key.ts';
import { type MemoryWorld, memoryWorld } from '../../support/memory/world.ts';
import { auditOf } from '../builders.ts';
import { apiDepsOf, type Sent, send, VIEWER } from '../request.ts';

const CARD = ['4539', '1488', '0343', '6467'].join(' ');
const SECRET = 'an inspection secret';

let world: MemoryWorld;
let inspectText: (
  bytes: Uint8Array,
  policy: InspectionPolicy,
  signal: AbortSignal,
) => Promise<InspectionResult>;

beforeEach(() => {
  world = memoryWorld();
  inspectText = (bytes, policy, signal) => inspect({ bytes }, policy, DEFAULT_LIMITS, signal);
});

const post = (body: unknown, more: Sent = {}) =>
  send(
    createHandler({
      ...apiDepsOf(world),
      inspectionSecret: async () => SECRET,
      policyOf: inspectionPolicies(world.policies, async () => SECRET),
      inspect: inspectText,
    }),
    routes.tryPolicy,
    { body, claims: VIEWER, ...more },
  );

async function tried(body: unknown): Promise<TryAnswer> {
  const { status, json } = await post(body);
  expect(status, JSON.stringify(json)).toBe(200);
  expect(tryAnswer.parse(json)).toEqual(json);
  return json as unknown as TryAnswer;
}

const typesIn = ({ findings }: TryAnswer) => findings.map(({ dataType }) => dataType);

describe('a text', () => {
  test('is answered with findings, places and masked samples, by the policy in force', async () => {
    const answer = await tried({ text: `Dear all,\nthe card is ${CARD}.\n` });

    expect(answer).toEqual({
      policyVersion: 'default',
      risk: 'medium',
      findings: [
        {
          dataType: 'CREDIT_CARD',
          name: 'Payment card number',
          group: 'payment',
          count: 1,
          confidence: 'high',
          risk: 'medium',
          places: ['line 2, column 13'],
          samples: ['4539 •••• •••• 6467'],
        },
      ],
      partial: [],
      dryRun: null,
    });
  });

  test('is kept nowhere: not in the answer, not in a row, not in the log', async () => {
    const name = 'Quentin Ravensworth';
    const answer = await tried({ text: `${name} pays with credit card ${CARD}` });

    expect(answer.findings).toHaveLength(1);
    const { clock: _, ...rows } = world.state;
    const kept = JSON.stringify([answer, Object.values(rows).map((map) => [...map]), world.log.entries]);
    expect(kept).not.toContain(CARD);
    expect(kept).not.toContain(name);
    expect(await auditOf(world)).toEqual([]);
  });

  test('has up to 16 KB', async () => {
    expect((await tried({ text: 'a'.repeat(16_384) })).findings).toEqual([]);

    expect((await post({ text: 'a'.repeat(16_385) })).json.code).toBe('VALIDATION');
    expect((await post({ text: 'é'.repeat(8_193) })).json.code).toBe('BODY_TOO_LARGE');
    expect((await post({ text: '' })).json.code).toBe('VALIDATION');
  });

  test('that could not be inspected is no clean text', async () => {
    const failing = inspectText;
    inspectText = async (...given) => ({ ...(await failing(...given)), status: 'failed' });
    expect((await post({ text: 'x' })).status).toBe(503);

    inspectText = async (...given) => ({
      ...(await failing(...given)),
      status: 'skipped',
      reason: 'too_slow',
    });
    expect((await tried({ text: 'x' })).partial).toEqual(['too_slow']);
  });
});

describe('a policy', () => {
  const dictionaries = [{ id: 'PROJECTS', name: 'Projects', words: ['falcon'] }];

  test('in force is used', async () => {
    const key = tenantHashKey(SECRET, 'acme');
    const stored = editedPolicy(policyEdit.parse({ dictionaries }), undefined, key);
    const { version } = stored.policy;
    const inForce = { version, savedAt: world.clock.iso(), savedBy: 'admin', reinspectAskedAt: null };
    await world.policies.save('acme', inForce, stored, null);

    const answer = await tried({ text: 'project Falcon' });

    expect([answer.policyVersion, typesIn(answer)]).toEqual([version, ['PROJECTS']]);
  });

  test('can come with the request, and is put into force nowhere', async () => {
    const answer = await tried({ text: 'project Falcon', policy: { dictionaries } });

    expect([answer.policyVersion, typesIn(answer)]).toEqual([null, ['PROJECTS']]);
    expect(await world.policies.inForce('acme')).toBeUndefined();
    expect(typesIn(await tried({ text: 'project Falcon' }))).toEqual([]);
  });

  test('that cannot be used is refused in words', async () => {
    const { status, json } = await post({ text: 'x', policy: { types: { NO_SUCH: { enabled: false } } } });

    expect([status, json.code]).toEqual([400, 'VALIDATION']);
    expect(JSON.stringify(json.errors)).toContain('NO_SUCH');
  });
});

describe('a pattern', () => {
  const staff = { id: 'STAFF', name: 'Staff', pattern: 'E-\\d{6}' };

  test('is run alone and timed', async () => {
    const { dryRun, findings } = await tried({ text: 'E-123456 and E-654321', pattern: staff });

    expect(dryRun).toMatchObject({ count: 2, samples: ['•-••••••', '•-••••••'] });
    expect(dryRun?.msPerMegabyte).toBeGreaterThan(0);
    expect(findings).toEqual([]);
  });

  test('that cannot be used is refused in words', async () => {
    const { status, json } = await post({ text: 'x', pattern: { ...staff, pattern: '(?=a)' } });

    expect([status, json.code]).toEqual([400, 'VALIDATION']);
    expect(JSON.stringify(json.errors)).toContain('RE2');
  });
});

test('an Idempotency-Key is of no use: no answer is kept', async () => {
  const headers = { 'idempotency-key': 'again' };
  await post({ text: `credit card ${CARD}` }, { headers });

  const { json } = await post({ text: 'nothing' }, { headers });

  expect((json as unknown as TryAnswer).findings).toEqual([]);
});
