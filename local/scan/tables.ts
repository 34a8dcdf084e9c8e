import type { AgentAnswer } from '../../shared/api/agent.ts';
import type { EventAnswer } from '../../shared/api/event.ts';
import type { ScanAnswer } from '../../shared/api/scan.ts';
import { USAGE_LEVELS } from '../../shared/domain/usage.ts';

/** A table in plain text: the first column to the left, the others to the right. */
export function table(header: readonly string[], rows: readonly (readonly (string | number)[])[]): string {
  if (rows.length === 0) return '  none';
  const lines = [header, ...rows].map((row) => row.map(String));
  const widths = header.map((_, column) => Math.max(...lines.map((line) => line[column]?.length ?? 0)));
  const format = (line: readonly string[]) =>
    `  ${line.map((cell, i) => (i === 0 ? cell.padEnd(widths[i] ?? 0) : cell.padStart(widths[i] ?? 0))).join('  ')}`;
  return lines.map(format).join('\n');
}

export function agentTable(agents: readonly AgentAnswer[]): string {
  const byName = Object.groupBy(agents, ({ name }) => name);
  const rows = Object.entries(byName).map(([name, group = []]) => [
    name,
    ...USAGE_LEVELS.map((level) => group.filter(({ usage }) => usage.level === level).length),
    group.length,
  ]);
  return table(['Agent', ...USAGE_LEVELS, 'All'], rows.sort());
}

export function findingTable(events: readonly EventAnswer[]): string {
  const byType = new Map<string, { items: number; values: number }>();
  for (const { name, count } of events.flatMap(({ dataTypes }) => dataTypes)) {
    const sum = byType.get(name) ?? { items: 0, values: 0 };
    byType.set(name, { items: sum.items + 1, values: sum.values + count });
  }
  const rows = [...byType].map(([name, { items, values }]): [string, number, number] => [
    name,
    items,
    values,
  ]);
  return table(
    ['Data type', 'Items', 'Distinct values'],
    rows.sort((a, b) => b[1] - a[1]),
  );
}

export function reasonTable({ skippedReasons, failedReasons }: ScanAnswer): string {
  const rows = [
    ...Object.entries(skippedReasons).map(([reason, count]) => [`skipped: ${reason}`, count] as const),
    ...Object.entries(failedReasons).map(([reason, count]) => [`failed: ${reason}`, count] as const),
  ];
  return table(['Reason', 'Items'], rows);
}

/** The line that says whether every item ended in a named state. */
export function reconciliation({ counts: { items } }: ScanAnswer): string {
  const { listed, clean, flagged, skipped, failed } = items;
  const sign = listed === clean + flagged + skipped + failed ? '=' : '≠';
  return `listed ${listed} ${sign} clean ${clean} + flagged ${flagged} + skipped ${skipped} + failed ${failed}`;
}
