import { describe, expect, test } from 'vitest';
import { fingerprintOf } from '../../../shared/inspection/detect/keyed-hash.ts';
import { defaultPolicy, type TenantPolicy } from '../../../shared/inspection/policy.ts';
import { POLICY_LIMITS, policyProblems } from '../../../shared/inspection/policy-problems.ts';
import { HASH_KEY, inspected } from './documents/inspected.ts';
import { docxOf, paragraph } from './documents/office.ts';
import { CARD_GROUPED, IBAN, OTHER_CARD } from './documents/values.ts';

const TEXT = `card ${CARD_GROUPED}, other card ${OTHER_CARD}, iban ${IBAN}\n`;
const typesIn = async (policy: Partial<TenantPolicy>, text = TEXT) =>
  (await inspected(text, { policy })).findings.map(({ dataType }) => dataType);

describe('rules for types', () => {
  test('a type that is switched off is not found', async () => {
    expect(await typesIn({ types: { CREDIT_CARD: { enabled: false } } })).toEqual(['IBAN']);
  });

  test('fewer values than the minimum are not reported', async () => {
    expect(await typesIn({ types: { CREDIT_CARD: { minCount: 3 } } })).toEqual(['IBAN']);
    expect(await typesIn({ types: { CREDIT_CARD: { minCount: 2 } } })).toEqual(['CREDIT_CARD', 'IBAN']);
  });

  test('excluded values do not count', async () => {
    const result = await inspected(TEXT, {
      policy: { exclusions: [fingerprintOf(HASH_KEY, CARD_GROUPED)] },
    });

    expect(result.findings[0]).toMatchObject({ dataType: 'CREDIT_CARD', count: 1 });
  });

  test('the risk follows the steps of the tenant', async () => {
    const risk = [
      { minCount: 1, risk: 'low' },
      { minCount: 2, risk: 'critical' },
    ] as const;

    const result = await inspected(TEXT, { policy: { types: { CREDIT_CARD: { risk } } } });

    expect(result.findings[0]).toMatchObject({ dataType: 'CREDIT_CARD', count: 2, risk: 'critical' });
    expect(result.risk).toBe('critical');
  });

  test('the version of the policy is kept with the result', async () => {
    expect(await inspected('', { policy: { version: 'v7' } })).toMatchObject({ policyVersion: 'v7' });
  });
});

describe('labels', () => {
  const labelled = docxOf(paragraph('Hello'), {
    'docProps/custom.xml':
      '<Properties><property name="MSIP_Label_1_Name"><vt:lpwstr>Secret</vt:lpwstr></property></Properties>',
  });

  test('a label that matters to the tenant is a finding', async () => {
    const result = await inspected(await labelled, {
      policy: { labels: [{ label: 'secret', risk: 'high' }] },
    });

    expect(result).toMatchObject({
      status: 'flagged',
      risk: 'high',
      findings: [{ dataType: 'SENSITIVITY_LABEL', samples: ['Secret'] }],
    });
  });

  test('another label is only shown', async () => {
    expect(await inspected(await labelled)).toMatchObject({
      status: 'clean',
      labels: ['Secret'],
      findings: [],
    });
  });
});

describe('problems of a policy', () => {
  const { hashKey: _, ...fine } = defaultPolicy(HASH_KEY);
  const problemsOf = (changes: Partial<TenantPolicy>) =>
    policyProblems({ ...fine, ...changes }, new Set(['IBAN']));
  const pattern = (text: string) => ({ patterns: [{ id: 'STAFF', name: 'Staff', pattern: text }] });

  test('the default has none', () => {
    expect(problemsOf({})).toEqual([]);
  });

  test.each<[string, Partial<TenantPolicy>, string]>([
    ['an unknown type', { types: { NOPE: {} } }, 'There is no data type NOPE'],
    [
      'an id that is taken',
      { dictionaries: [{ id: 'IBAN', name: 'x', words: ['a'] }] },
      'IBAN is a built-in data type',
    ],
    [
      'a dictionary without words',
      { dictionaries: [{ id: 'AB', name: 'x', words: [] }] },
      'AB: the dictionary has no words',
    ],
    [
      'look-around',
      pattern('(?=a)b'),
      'STAFF: the pattern is not valid in RE2 syntax (no look-around, no back-references)',
    ],
    ['a pattern that matches nothing', pattern('a*'), 'STAFF: the pattern matches the empty text'],
    ['a long pattern', pattern('a'.repeat(600)), 'STAFF: the pattern must have 1 to 512 characters'],
    ['values instead of hashes', { exclusions: [CARD_GROUPED] }, 'Exclusions must be hashes'],
    [
      'steps of risk from zero',
      { types: { IBAN: { risk: [{ minCount: 0, risk: 'low' }] } } },
      'IBAN: steps of risk begin at 1 or more',
    ],
    [
      'too many patterns',
      {
        patterns: Array.from({ length: POLICY_LIMITS.patterns + 1 }, (_, at) => ({
          id: `P${at}`,
          name: 'x',
          pattern: 'a',
        })),
      },
      'patterns: at most 50',
    ],
  ])('%s is one', (_, changes, problem) => {
    expect(problemsOf(changes)).toContain(problem);
  });
});
