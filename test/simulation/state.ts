import { tables as tableNames } from '../contract/dynamo-tables.ts';
import type { Cloud } from './aws/cloud.ts';
import type { Row } from './aws/expressions.ts';
import type { Customer } from './provider/provider.ts';

/** What differs between two runs that did the same: when, by which scan, at which attempt. */
const VOLATILE = new Set(['writtenAt', 'ttl', 'scanId', 'settledBy']);

/** Inventory, events and what is remembered of one tenant, as canonical text by key. */
export function stateOf({ tables }: Cloud, { tenant, world }: Customer): Map<string, string> {
  const state = new Map<string, string>();
  const often = filesNamedOften(world);
  for (const table of [tableNames.agents, tableNames.events]) {
    for (const row of tables.rows(table)) {
      if (row.pk !== `T#${tenant}`) continue;
      // Which of several equal files was inspected first depends on what could be read when.
      if (String(row.sk).startsWith('HASH#')) {
        state.set(`${table} ${row.sk}`, 'known');
        continue;
      }
      const fileId = (row.item as { id?: string } | undefined)?.id ?? String(row.itemId);
      if (often.has(fileId)) {
        const end = canonical({ inspection: row.inspection, risk: row.risk, findings: row.findings });
        state.set(`of ${fileId}`, `${state.get(`of ${fileId}`) ?? ''}${row.item ? end : ''}`);
        continue;
      }
      const lasting = withoutVolatile(row);
      if (Object.keys(lasting).length > 2) state.set(`${table} ${row.sk}`, canonical(lasting));
    }
  }
  for (const row of tables.rows(tableNames.integrations)) {
    if (row.pk !== `T#${tenant}`) continue;
    if (row.sk === 'INTEGRATION') state.set('integration', canonical(lasting(row)));
    // In which order they are tried does not matter.
    if (String(row.sk).startsWith('RETRY#'))
      for (const item of row.items as readonly Row[])
        state.set(`retry ${item.id}`, often.has(item.id) ? 'waits' : canonical(item));
  }
  return state;
}

/** Their event stands for the first upload that was seen; which one that is depends on what could be read when. */
function filesNamedOften({ activities }: Customer['world']): Set<unknown> {
  const ids = activities.map(({ subject }) => subject.claude_file_id).filter((id) => id !== undefined);
  return new Set(ids.filter((id, index) => ids.indexOf(id) !== index));
}

export function integrationOf({ tables }: Cloud, tenant: string): Row | undefined {
  return tables
    .rows(tableNames.integrations)
    .find(({ pk, sk }) => pk === `T#${tenant}` && sk === 'INTEGRATION');
}

/** In words, what is in one state and not in the other. */
export function differences(actual: Map<string, string>, expected: Map<string, string>): string[] {
  const found: string[] = [];
  for (const key of new Set([...actual.keys(), ...expected.keys()])) {
    const [is, should] = [actual.get(key), expected.get(key)];
    if (is !== should)
      found.push(`${key}\n    is        ${is ?? 'missing'}\n    should be ${should ?? 'missing'}`);
  }
  return found;
}

const withoutVolatile = (row: Row): Row =>
  Object.fromEntries(
    Object.entries(row)
      .filter(([name, value]) => !VOLATILE.has(name) && !isNoCount(name, value))
      .map(withoutEmptyDays),
  );

/** A count that went up and down again is no count, and a row of nothing else is only its key. */
const isNoCount = (name: string, value: unknown) => name.startsWith('findings:') && value === 0;

/** Days on which nothing is counted, as where messages turned out to be another agent's. */
const withoutEmptyDays = ([name, value]: [string, unknown]): [string, unknown] => {
  if (name !== 'days') return [name, value];
  const days = Object.entries(value as Record<string, Record<string, number>>);
  return [name, Object.fromEntries(days.filter(([, use]) => Object.values(use).some((count) => count > 0)))];
};

function lasting(row: Row): Row {
  const { status, statusReason, organizations, currentScanId, position, lookbackDays, lastScan } = row;
  const { collectedFrom } = (position ?? {}) as { collectedFrom?: string };
  const { status: lastStatus } = (lastScan ?? {}) as { status?: string };
  return { status, statusReason, organizations, currentScanId, collectedFrom, lookbackDays, lastStatus };
}

function canonical(value: unknown): string {
  if (value instanceof Set) return canonical([...value].sort());
  if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value) ?? 'undefined';
  return `{${Object.entries(value)
    .filter(([, inner]) => inner !== undefined)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([key, inner]) => `${key}:${canonical(inner)}`)
    .join(',')}}`;
}
