import type { DataType } from './detect/data-type.ts';
import type { DetectedType } from './detect/detector.ts';
import { describePlace } from './place.ts';
import type { InspectionPolicy } from './policy.ts';
import type { Finding } from './result.ts';
import { GROUP_RISK, riskOf } from './risk.ts';

/** What a finding says of its type, built-in or custom. */
export type DescribedType = Pick<DataType, 'id' | 'name' | 'group' | 'risk'>;

/**
 * What the policy makes of what was detected. Types below their minimum count are not reported.
 *
 * @param hide takes values of the item out of a name
 */
export function findingsOf(
  detected: readonly DetectedType[],
  describe: (typeId: string) => DescribedType | undefined,
  policy: InspectionPolicy,
  hide: (name: string) => string = (name) => name,
): Finding[] {
  const findings: Finding[] = [];
  for (const { typeId, count, confidence, places, samples } of detected) {
    const type = describe(typeId);
    const rule = policy.types[typeId];
    if (!type || count < (rule?.minCount ?? 1)) continue;
    findings.push({
      dataType: typeId,
      name: type.name,
      group: type.group,
      count,
      confidence,
      risk: riskOf(rule?.risk ?? type.risk ?? GROUP_RISK[type.group], count, confidence),
      places: [...new Set(places.map((place) => describePlace(place, hide)))],
      samples,
    });
  }
  return findings;
}
