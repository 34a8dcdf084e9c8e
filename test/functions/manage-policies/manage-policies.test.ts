import { beforeEach, describe, expect, test } from 'vitest';
import { createHandler } from '../../../functions/manage-policies/handler.ts';
import { type PolicyAnswer, policyAnswer } from '../../../shared/api/policy.ts';
import { routes } from '../../../shared/api/routes.ts';
import { inspect } from '../../../shared/inspection/inspect.ts';
import { DEFAULT_LIMITS } from '../../../shared/inspection/limits.ts';
import { inspectionPolicies } from '../../../shared/policies/inspection-policies.ts';
import { type MemoryWorld, memoryWorld } from '../../support/memory/world.ts';
import { auditOf } from '../builders.ts';
import { apiDepsOf, type Received, STRANGER, send } from '../request.ts';

const CARD = ['4539', '1488', '0343', '6467'];
const SECRET = 'an inspection secret';

let world: MemoryWorld;

beforeEach(() => {
  world = memoryWorld({ now: Date.parse('2026-10-01T12:00:00Z') });
});

const handler = () => createHandler({ ...apiDepsOf(world), inspectionSecret: async () => SECRET });

async function read(claims = {}): Promise<PolicyAnswer> {
  const { status, json } = await send(handler(), routes.getPolicies, claims);
  expect(status).toBe(200);
  expect(policyAnswer.parse(json)).toEqual(json);
  return json as unknown as PolicyAnswer;
}

const put = (policy: unknown, more: Readonly<Record<string, unknown>> = {}): Promise<Received> =>
  send(handler(), routes.setPolicies, { body: { version: 'default', policy, ...more } });

async function saved(policy: unknown, version?: string): Promise<PolicyAnswer> {
  const { status, json } = await put(policy, { version: version ?? (await read()).version });
  expect(status, JSON.stringify(json)).toBe(200);
  expect(policyAnswer.parse(json)).toEqual(json);
  return json as unknown as PolicyAnswer;
}

/** What an inspection with the policy in force finds in a text, as `type: count`. */
async function foundIn(text: string): Promise<Record<string, number>> {
  const { version } = await read();
  const policy = await inspectionPolicies(world.policies, async () => SECRET)('acme', version);
  const bytes = new TextEncoder().encode(text);
  const { findings } = await inspect({ bytes }, policy, DEFAULT_LIMITS, new AbortController().signal);
  return Object.fromEntries(findings.map(({ dataType, count }) => [dataType, count]));
}

describe('a tenant that has changed nothing', () => {
  test('has the default policy, with the catalogue to choose from', async () => {
    const answer = await read();

    expect(answer).toMatchObject({
      version: 'default',
      savedAt: null,
      savedBy: null,
      policy: { types: {}, minConfidence: 'medium', exclusions: [], dictionaries: [] },
    });
    expect(answer.catalogue.length).toBeGreaterThan(140);
    expect(answer.catalogue.find(({ id }) => id === 'CREDIT_CARD')).toEqual({
      id: 'CREDIT_CARD',
      name: 'Payment card number',
      group: 'payment',
      country: null,
      risk: [
        { minCount: 1, risk: 'medium' },
        { minCount: 10, risk: 'high' },
        { minCount: 500, risk: 'critical' },
      ],
    });
    const groups = new Set(answer.groups.map(({ id }) => id));
    expect(answer.catalogue.filter(({ group }) => !groups.has(group))).toEqual([]);
    expect(answer.limits).toMatchObject({ patterns: 50, patternChars: 512, bytes: 350_000 });
  });
});

describe('a policy that was put into force', () => {
  test('is shown, with who did it, and is audited without its content', async () => {
    const types = { EMAIL_ADDRESS: { enabled: false }, IBAN: { risk: [{ minCount: 1, risk: 'critical' }] } };
    const answer = await saved({ types, labels: [{ label: 'Secret plan', risk: 'high' }] });

    expect(await read()).toEqual(answer);
    expect(answer).toMatchObject({ savedAt: '2026-10-01T12:00:00.000Z', savedBy: 'admin@example.com' });
    expect(answer.policy).toMatchObject({ types, labels: [{ label: 'Secret plan', risk: 'high' }] });
    const [entry] = await auditOf(world);
    expect(entry).toMatchObject({ action: 'set-policy', outcome: 'done' });
    expect(entry?.details).toEqual({
      version: answer.version,
      before: 'default',
      reinspect: false,
      typesOff: 1,
      exclusions: 0,
    });
  });

  test('decides what is found', async () => {
    const text = `card ${CARD.join(' ')}, mail ada@example.org, project Falcon, staff E-123456`;
    expect(await foundIn(text)).toEqual({ CREDIT_CARD: 1, EMAIL_ADDRESS: 1 });

    await saved({
      types: { EMAIL_ADDRESS: { enabled: false }, CREDIT_CARD: { minCount: 2 } },
      dictionaries: [{ id: 'PROJECTS', name: 'Projects', words: ['falcon'] }],
      patterns: [{ id: 'STAFF', name: 'Staff', pattern: 'E-\\d{6}', near: ['staff'] }],
    });

    expect(await foundIn(text)).toEqual({ PROJECTS: 1, STAFF: 1 });
  });

  test('is of its tenant only', async () => {
    await saved({ types: { EMAIL_ADDRESS: { enabled: false } } });

    expect((await read({ claims: STRANGER })).version).toBe('default');
  });

  test('can be sent back as it was shown, which changes nothing', async () => {
    const first = await saved({
      types: { IBAN: { enabled: false } },
      exclusions: [{ value: CARD.join(''), label: 'our own card' }],
      exactData: [{ id: 'CUSTOMERS', name: 'Customers', minOthers: 1, records: [['K-104233', 'Berger']] }],
    });

    const second = await saved(first.policy);

    expect(second).toEqual(first);
  });

  test('has the version of its content: the same wish in another order is the same version', async () => {
    const off = { enabled: false };
    const one = await saved({
      types: { IBAN: off, JWT: off },
      exclusions: [{ value: 'a1' }, { value: 'b2' }],
    });
    const two = await saved({
      types: { JWT: off, IBAN: { enabled: false }, EMAIL_ADDRESS: { enabled: true } },
      exclusions: [{ value: 'B-2' }, { value: 'A 1', label: 'ours' }],
    });

    expect(two.version).toBe(one.version);
    expect(two.version).toMatch(/^[0-9a-f]{16}$/);
    expect((await saved({ types: { IBAN: off } })).version).not.toBe(one.version);
    expect((await saved({})).version).toBe('default');
  });

  test('is not replaced from a version that is no longer in force', async () => {
    await saved({ types: { IBAN: { enabled: false } } });

    const { status, json } = await put({ types: {} }, { version: 'default' });

    expect([status, json.code]).toEqual([409, 'POLICY_CHANGED']);
    expect((await auditOf(world))[0]).toMatchObject({
      outcome: 'refused',
      details: { code: 'POLICY_CHANGED' },
    });
    expect((await read()).policy.types).toEqual({ IBAN: { enabled: false } });
  });

  test('of two that are made from the same version at once one is refused', async () => {
    let interrupted = false;
    world = memoryWorld({
      onCall: async ({ port, method, when }) => {
        if (port !== 'policies' || method !== 'save' || when !== 'before' || interrupted) return;
        interrupted = true;
        await put({ types: { JWT: { enabled: false } } });
      },
    });

    const { status, json } = await put({ types: { IBAN: { enabled: false } } });

    expect([status, json.code]).toEqual([409, 'POLICY_CHANGED']);
    expect((await read()).policy.types).toEqual({ JWT: { enabled: false } });
  });

  test('asks for another look at known items only where that is wanted, and keeps an earlier wish', async () => {
    await saved({ types: { IBAN: { enabled: false } } });
    expect((await world.policies.inForce('acme'))?.reinspectAskedAt).toBeNull();

    const { version } = await read();
    await put({ types: { JWT: { enabled: false } } }, { version, reinspect: true });
    expect((await world.policies.inForce('acme'))?.reinspectAskedAt).toBe('2026-10-01T12:00:00.000Z');

    world.clock.advance(60_000);
    await saved({});
    expect((await world.policies.inForce('acme'))?.reinspectAskedAt).toBe('2026-10-01T12:00:00.000Z');
  });
});

describe('values', () => {
  const stored = () => JSON.stringify([...world.state.policyVersions.values()]);

  test('that are excluded do not count, however they are written, and are kept as hashes only', async () => {
    const answer = await saved({ exclusions: [{ value: CARD.join('-'), label: 'our own card' }] });

    expect(await foundIn(`card ${CARD.join(' ')} or ${CARD.join('')}`)).toEqual({});
    expect(answer.policy.exclusions).toEqual([
      { hash: expect.stringMatching(/^[0-9a-f]{32}$/), label: 'our own card' },
    ]);
    for (const text of [JSON.stringify(answer), stored(), JSON.stringify(await auditOf(world))]) {
      expect(text).not.toMatch(new RegExp(CARD.join('.?')));
    }
  });

  test('stay excluded by their hash', async () => {
    const { policy } = await saved({ exclusions: [{ value: CARD.join(''), label: 'our own card' }] });

    await saved({ exclusions: policy.exclusions.map(({ hash }) => ({ hash })) });

    expect(await foundIn(`card ${CARD.join(' ')}`)).toEqual({});
    expect((await read()).policy.exclusions[0]?.label).toBe('our own card');
  });

  test('have other hashes for another tenant', async () => {
    const policy = { exclusions: [{ value: CARD.join('') }] };
    const own = await saved(policy);
    const { json } = await send(handler(), routes.setPolicies, {
      body: { version: 'default', policy },
      claims: STRANGER,
    });

    const theirs = (json as unknown as PolicyAnswer).policy.exclusions;
    expect(theirs[0]?.hash).not.toBe(own.policy.exclusions[0]?.hash);
  });

  test('of a list are found and never shown again', async () => {
    const records = [
      ['K-104233', 'Berger'],
      ['K-104234', 'Tanner'],
    ];
    const list = { id: 'CUSTOMERS', name: 'Customers', minOthers: 1 };
    const answer = await saved({ exactData: [{ ...list, records }] });

    expect(await foundIn('Customer K-104233, Mr Berger; K-104234 of nobody')).toEqual({ CUSTOMERS: 1 });
    expect(answer.policy.exactData).toEqual([{ ...list, recordCount: 2 }]);
    for (const text of [JSON.stringify(answer), stored()]) expect(text).not.toMatch(/104233|berger/i);

    await saved({ exactData: [{ ...list, name: 'Our customers' }] });
    expect(await foundIn('Customer K-104233, Mr Berger')).toEqual({ CUSTOMERS: 1 });
  });

  test.each([
    ['a value without letter or digit', { exclusions: [{ value: '--' }] }, 'letter or digit'],
    ['a label that holds the value', { exclusions: [{ value: 'a-1234', label: 'ours: A1234' }] }, 'label'],
    ['a list that is not there', { exactData: [{ id: 'LIST', name: 'L' }] }, 'needs records'],
  ])('are refused: %s', async (_, policy, message) => {
    const { status, json } = await put(policy);

    expect([status, json.code]).toEqual([400, 'VALIDATION']);
    expect(JSON.stringify(json.errors)).toContain(message);
    expect(JSON.stringify(json)).not.toContain('1234');
  });
});

describe('a policy that cannot be used is refused in words', () => {
  test.each([
    ['a type that is not there', { types: { NO_SUCH: { enabled: false } } }, 'There is no data type NO_SUCH'],
    ['a name like that of a field', { types: { 'a b': {} } }, 'types'],
    ['a pattern with back-references', { patterns: [{ id: 'P1', name: 'P', pattern: '(a)\\1' }] }, 'RE2'],
    ['a pattern that matches nothing', { patterns: [{ id: 'P1', name: 'P', pattern: 'a*' }] }, 'empty text'],
    ['the id of a built-in type', { dictionaries: [{ id: 'IBAN', name: 'I', words: ['x'] }] }, 'built-in'],
    ['an unknown risk', { labels: [{ label: 'x', risk: 'huge' }] }, 'labels'],
    ['an unknown field', { rules: [] }, 'Unknown field'],
    ['a hash of another form', { exclusions: [{ hash: 'XYZ' }] }, 'exclusions'],
  ])('%s', async (_, policy, message) => {
    const { status, json } = await put(policy);

    expect([status, json.code]).toEqual([400, 'VALIDATION']);
    expect(JSON.stringify(json.errors)).toContain(message);
    expect((await read()).version).toBe('default');
  });

  test('more than fits into a row', async () => {
    const records = Array.from({ length: 14_000 }, (_, nr) => [`K-${100_000 + nr}`]);

    const { status, json } = await put({ exactData: [{ id: 'LIST', name: 'List', records }] });

    expect([status, json.code, json.maxBytes]).toEqual([422, 'POLICY_TOO_LARGE', 350_000]);
  });
});
