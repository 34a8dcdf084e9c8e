import * as z from 'zod/mini';
import type { RISKS } from '../domain/agent.ts';
import { OPEN_PROBLEM_CODES } from '../domain/open-problems.ts';
import { USAGE_LEVELS } from '../domain/usage.ts';
import { count, risk, time } from './fields.ts';

/** Days of each period, today included. */
export const PERIOD_DAYS = { '7d': 7, '28d': 28, '90d': 90 } as const;
export type Period = keyof typeof PERIOD_DAYS;

const period = z.enum(['7d', '28d', '90d'] as const satisfies readonly Period[]);

export const overviewQuery = z.strictObject({ period: z._default(period, '28d') });

const date = z.iso.date();
const byRisk = z.object({ critical: count, high: count, medium: count, low: count, info: count });
const [noUsage, low, medium, high, veryHigh, extreme] = USAGE_LEVELS;

export const overviewAnswer = z.object({
  period: z.object({ name: period, from: date, to: date }),
  /** True where there is more than one answer can count; `counted` says what was. */
  truncated: z
    .boolean()
    .check(
      z.describe(
        'There are more people, agents or events than one answer counts (20,000 of each); the newest events are counted',
      ),
    ),
  counted: z.object({
    agents: count,
    events: count,
    eventsFrom: z
      .nullable(time)
      .check(
        z.describe('Where events were cut off: those before this time are not counted; null where none were'),
      ),
  }),
  users: z.object({
    active: count.check(z.describe('People in the directory')),
    withUse: count.check(z.describe('People who used Claude in the period')),
  }),
  agents: z.object({
    total: count,
    byType: z
      .record(z.string(), count)
      .check(z.describe('Browser, Desktop and Mobile always; products of sessions where there are any')),
    byLevel: z.object({
      [noUsage]: count,
      [low]: count,
      [medium]: count,
      [high]: count,
      [veryHigh]: count,
      [extreme]: count,
    }),
  }),
  /** Each day from the first that is kept: agents keep 35. */
  usage: z.array(z.object({ date, chats: count, files: count, messages: z.nullable(count) })),
  files: z.object({ clean: count, flagged: count, skipped: count, failed: count }),
  findings: z.object({
    /** Events with findings, suppressed ones left out. */
    events: count,
    byRisk,
    byDataType: z.array(z.object({ id: z.string(), name: z.string(), events: count, values: count })),
    days: z.array(z.object({ date, byRisk, byDataType: z.record(z.string(), count) })),
    byState: z.object({ new: count, in_progress: count, resolved: count, suppressed: count }),
  }),
  riskiestUsers: z.array(
    z.object({
      userId: z.string(),
      email: z.nullable(z.string()),
      name: z.nullable(z.string()),
      risk,
      findings: byRisk,
    }),
  ),
  problems: z.array(
    z.object({
      code: z.enum(OPEN_PROBLEM_CODES),
      message: z.string(),
      since: z.nullable(time),
      scanId: z.nullable(z.string()),
    }),
  ),
});
export type OverviewAnswer = z.infer<typeof overviewAnswer>;
export type RiskCounts = Record<(typeof RISKS)[number], number>;
