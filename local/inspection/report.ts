import { describeReason } from '../../shared/inspection/reason.ts';
import type { Finding, InspectionResult } from '../../shared/inspection/result.ts';

/** A result as lines for a terminal. */
export function report(file: string, result: InspectionResult): string {
  const { format, sizeBytes, status, reason, partialReasons, risk, findings, labels, stats } = result;
  const verdict = risk === null ? status : `${status}, ${risk} risk`;
  return [
    `${file.replace(/\p{Cc}/gu, '')}  ${format}  ${sizeBytes} bytes  ${stats.ms} ms  ${verdict}`,
    ...(reason === null ? [] : [`  ${describeReason(reason)}`]),
    ...partialReasons.map((gap) => `  Read in part: ${describeReason(gap)}`),
    ...(labels.length === 0 ? [] : [`  Labels: ${labels.join(', ')}`]),
    ...findings.flatMap(findingLines),
  ].join('\n');
}

/** What became of several files, in one line. */
export function summary(results: readonly InspectionResult[]): string {
  const counts = new Map<string, number>();
  for (const { status } of results) counts.set(status, (counts.get(status) ?? 0) + 1);
  const partial = results.filter((result) => result.partial).length;
  const parts = [...counts].map(([status, count]) => `${count} ${status}`);
  if (partial > 0) parts.push(`${partial} read in part`);
  return `${results.length} files: ${parts.join(', ')}`;
}

function findingLines({ dataType, name, count, confidence, risk, places, samples }: Finding): string[] {
  return [
    `  ${risk.padEnd(8)}  ${name} (${dataType}): ${count}, ${confidence} confidence`,
    ...(samples.length === 0 ? [] : [`            ${samples.join('   ')}`]),
    ...places.map((place) => `            ${place}`),
  ];
}
