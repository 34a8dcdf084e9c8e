import { describe, expect, test } from 'vitest';
import type { Finding, Risk } from '../../../shared/inspection/result.ts';
import { GROUP_RISK, itemRisk, riskOf } from '../../../shared/inspection/risk.ts';

describe('the risk of a number of values', () => {
  test.each([
    ['payment', 1, 'medium'],
    ['payment', 9, 'medium'],
    ['payment', 10, 'high'],
    ['payment', 500, 'critical'],
    ['contact', 99, 'low'],
    ['contact', 100, 'medium'],
    ['credentials', 1, 'high'],
  ] as const)('%s, %d of them: %s', (group, count, risk) => {
    expect(riskOf(GROUP_RISK[group], count, 'high')).toBe(risk);
  });

  test('a single value that is not certain counts one step less', () => {
    expect(riskOf(GROUP_RISK.payment, 1, 'medium')).toBe('low');
    expect(riskOf(GROUP_RISK.payment, 2, 'medium')).toBe('medium');
  });

  test('uncertain values are never more than low', () => {
    expect(riskOf(GROUP_RISK.payment, 1000, 'low')).toBe('low');
  });

  test('values that reach no step are for information', () => {
    expect(riskOf([{ minCount: 5, risk: 'high' }], 4, 'high')).toBe('info');
  });
});

describe('the risk of an item', () => {
  const finding = (group: string, risk: Risk): Finding => ({
    dataType: 'X',
    name: 'X',
    group,
    count: 1,
    confidence: 'high',
    risk,
    places: [],
    samples: [],
  });

  test('is the highest of its findings', () => {
    expect(
      itemRisk([finding('contact', 'low'), finding('credentials', 'high'), finding('device', 'info')]),
    ).toBe('high');
    expect(itemRisk([])).toBeNull();
  });

  test('is a step higher when somebody is named together with health or money', () => {
    expect(itemRisk([finding('national', 'medium'), finding('health', 'medium')])).toBe('high');
    expect(itemRisk([finding('tax', 'critical'), finding('payment', 'medium')])).toBe('critical');
    expect(itemRisk([finding('national', 'medium'), finding('contact', 'low')])).toBe('medium');
  });
});
