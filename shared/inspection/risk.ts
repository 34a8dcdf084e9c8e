import type { Group } from './detect/data-type.ts';
import type { RiskStep } from './policy.ts';
import type { Confidence, Finding, Risk } from './result.ts';

/** From the least to the most. */
export const RISKS: readonly Risk[] = ['info', 'low', 'medium', 'high', 'critical'];

const PERSONAL_NUMBERS: readonly RiskStep[] = [
  { minCount: 1, risk: 'medium' },
  { minCount: 10, risk: 'high' },
  { minCount: 500, risk: 'critical' },
];
const BULK_ONLY: readonly RiskStep[] = [
  { minCount: 1, risk: 'low' },
  { minCount: 100, risk: 'medium' },
];
const ALWAYS_MEDIUM: readonly RiskStep[] = [{ minCount: 1, risk: 'medium' }];

/** What a number of distinct values means, by family, where neither the type nor the tenant says otherwise. */
export const GROUP_RISK: Readonly<Record<Group, readonly RiskStep[]>> = {
  payment: PERSONAL_NUMBERS,
  national: PERSONAL_NUMBERS,
  tax: PERSONAL_NUMBERS,
  travel: PERSONAL_NUMBERS,
  health: PERSONAL_NUMBERS,
  contact: BULK_ONLY,
  credentials: [{ minCount: 1, risk: 'high' }],
  crypto: ALWAYS_MEDIUM,
  device: BULK_ONLY,
  code: [{ minCount: 1, risk: 'low' }],
  documents: ALWAYS_MEDIUM,
  customer: ALWAYS_MEDIUM,
};

/**
 * The risk of this many distinct values: that of the highest step they reach, `info` when they reach none. A single
 * value that is not certain counts one step less, an uncertain one is never more than low.
 */
export function riskOf(steps: readonly RiskStep[], count: number, confidence: Confidence): Risk {
  let best: RiskStep | null = null;
  for (const step of steps) if (count >= step.minCount && step.minCount >= (best?.minCount ?? 0)) best = step;
  const risk = best?.risk ?? 'info';
  if (confidence === 'low') return lowerRisk(risk, 'low');
  return confidence === 'medium' && count === 1 ? stepped(risk, -1) : risk;
}

/** The highest of some risks, or null of none. */
export function highestRisk(risks: readonly Risk[]): Risk | null {
  return RISKS.findLast((risk) => risks.includes(risk)) ?? null;
}

/**
 * The risk of an item with these findings. Who somebody is, together with their health or their money, is worse than
 * either alone: one step more.
 */
export function itemRisk(findings: readonly Finding[]): Risk | null {
  const highest = highestRisk(findings.map(({ risk }) => risk));
  if (highest === null) return null;
  const has = (groups: readonly string[]) =>
    findings.some(({ group, risk }) => risk !== 'info' && groups.includes(group));
  return has(['national', 'tax', 'travel']) && has(['health', 'payment']) ? stepped(highest, 1) : highest;
}

function stepped(risk: Risk, by: number): Risk {
  return RISKS[Math.max(0, Math.min(RISKS.length - 1, RISKS.indexOf(risk) + by))]!;
}

function lowerRisk(a: Risk, b: Risk): Risk {
  return RISKS.indexOf(a) < RISKS.indexOf(b) ? a : b;
}
