import type { LabelRule } from './policy.ts';
import type { Finding } from './result.ts';
import { highestRisk } from './risk.ts';

/** The finding for the sensitivity labels that matter to the tenant, or none. Labels are no secret: they are shown. */
export function labelFindings(labels: readonly string[], rules: readonly LabelRule[]): Finding[] {
  const matched = labels.flatMap((label) => {
    const rule = rules.find((candidate) => candidate.label.toLowerCase() === label.toLowerCase());
    return rule ? [{ label, risk: rule.risk }] : [];
  });
  const risk = highestRisk(matched.map((match) => match.risk));
  if (risk === null) return [];
  return [
    {
      dataType: 'SENSITIVITY_LABEL',
      name: 'Sensitivity label',
      group: 'documents',
      count: matched.length,
      confidence: 'high',
      risk,
      places: [],
      samples: matched.map(({ label }) => label).slice(0, 3),
    },
  ];
}
