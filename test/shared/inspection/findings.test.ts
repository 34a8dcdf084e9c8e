import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { findingsOf } from '../../../shared/inspection/findings.ts';
import { defaultPolicy, type TypeRule } from '../../../shared/inspection/policy.ts';
import { itemRisk, RISKS, riskOf } from '../../../shared/inspection/risk.ts';

const confidence = fc.constantFrom('low', 'medium', 'high');
const steps = fc.array(
  fc.record({ minCount: fc.integer({ min: 1, max: 50 }), risk: fc.constantFrom(...RISKS) }),
  { minLength: 1, maxLength: 5 },
);
/** Steps in which more is never less. */
const rising = steps.map((list) => {
  const counts = list.map(({ minCount }) => minCount).sort((a, b) => a - b);
  const risks = list.map(({ risk }) => risk).sort((a, b) => RISKS.indexOf(a) - RISKS.indexOf(b));
  return counts.map((minCount, index) => ({ minCount, risk: risks[index] ?? 'info' }));
});
const rank = (risk: (typeof RISKS)[number] | null) => (risk === null ? -1 : RISKS.indexOf(risk));

describe('whatever a policy says', () => {
  test('more values, or surer ones, are never less of a risk where its steps rise', () => {
    fc.assert(
      fc.property(rising, fc.nat(60), fc.nat(60), confidence, (policySteps, count, more, sure) => {
        expect(rank(riskOf(policySteps, count + more, sure))).toBeGreaterThanOrEqual(
          rank(riskOf(policySteps, count, sure)),
        );
        expect(rank(riskOf(policySteps, count, 'high'))).toBeGreaterThanOrEqual(
          rank(riskOf(policySteps, count, sure)),
        );
      }),
    );
  });

  test('the order in which steps are written does not matter, as long as no two begin at the same count', () => {
    const distinct = steps.filter(
      (list) => new Set(list.map(({ minCount }) => minCount)).size === list.length,
    );
    fc.assert(
      fc.property(distinct, fc.nat(60), confidence, (list, count, sure) => {
        expect(riskOf(list.toReversed(), count, sure)).toBe(riskOf(list, count, sure));
      }),
    );
  });

  test('what is reported was detected, reaches the minimum of its rule, and no other rule moves it', () => {
    const rule: fc.Arbitrary<TypeRule> = fc.record(
      { minCount: fc.integer({ min: 1, max: 20 }), risk: steps },
      { requiredKeys: [] },
    );
    const detected = fc.uniqueArray(
      fc.record({
        typeId: fc.constantFrom('A', 'B', 'C'),
        count: fc.integer({ min: 1, max: 30 }),
        confidence,
        places: fc.constant([]),
        samples: fc.constant([]),
      }),
      { selector: ({ typeId }) => typeId },
    );
    const describeType = (id: string) => ({ id, name: id, group: 'payment' as const });

    fc.assert(
      fc.property(detected, fc.dictionary(fc.constantFrom('A', 'B', 'C'), rule), (found, types) => {
        const policy = { ...defaultPolicy(new Uint8Array(16)), types };
        const all = findingsOf(found, describeType, policy);
        const expected = found.filter(({ typeId, count }) => count >= (types[typeId]?.minCount ?? 1));
        expect(all.map(({ dataType }) => dataType)).toEqual(expected.map(({ typeId }) => typeId));
        for (const one of expected) expect(all).toContainEqual(findingsOf([one], describeType, policy)[0]);
        expect(rank(itemRisk(all))).toBeGreaterThanOrEqual(
          Math.max(-1, ...all.map(({ risk }) => rank(risk))),
        );
      }),
    );
  });
});
