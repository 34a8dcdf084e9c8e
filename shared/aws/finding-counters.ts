import { type FindingCounts, RISKS } from '../domain/agent.ts';
import type { Row } from './writes.ts';

/** The attribute of an agent's row that counts its events of a risk: on top, where counters can be moved. */
export const findingCounter = (risk: string): string => `findings:${risk}`;

export const findingCountsOf = (row: Row): FindingCounts =>
  Object.fromEntries(
    RISKS.map((risk) => [risk, Math.max(0, Number(row[findingCounter(risk)] ?? 0))]),
  ) as FindingCounts;
