import { addDays, type Day } from './day.ts';

/** What one agent did on one day. A day is always set from a complete read of it, never added to. */
export interface DayUse {
  /** Chats started through this interface. */
  readonly chats: number;
  /** Files uploaded through this interface. */
  readonly files: number;
  /** Activities whose client string was missing or unknown and so counted as Browser. */
  readonly unattributed?: number;
  /** Messages the user wrote, where transcripts were read; absent where none are known. */
  readonly messages?: number;
}

export type UsageByDay = Readonly<Record<Day, DayUse>>;

export const USAGE_LEVELS = ['No usage', 'Low', 'Medium', 'High', 'Very High', 'Extreme'] as const;
export type UsageLevel = (typeof USAGE_LEVELS)[number];

/** Lower bounds per week of each level above `No usage`, in the order of {@link USAGE_LEVELS}. */
export interface UsageThresholds {
  readonly version: string;
  readonly perWeek: readonly [low: number, medium: number, high: number, veryHigh: number, extreme: number];
}

/** `Low` starts above zero: numbers per week have two decimals, so this is the smallest of them. */
export const DEFAULT_THRESHOLDS: UsageThresholds = {
  version: '1',
  perWeek: [0.01, 5, 25, 100, 300],
};

/** The days that usage looks back on, today included. */
export const USAGE_DAYS = 28;

export interface Usage {
  readonly level: UsageLevel;
  /** Messages, or chats started plus files uploaded, per week. */
  readonly perWeek: number;
  /** `messages` where transcripts were read, else `estimated` from chats and files. */
  readonly basis: 'messages' | 'estimated';
  /** Days of history behind the number, at most 28. */
  readonly days: number;
}

export function levelOf(perWeek: number, thresholds: UsageThresholds = DEFAULT_THRESHOLDS): UsageLevel {
  const reached = thresholds.perWeek.filter((bound) => perWeek >= bound).length;
  return USAGE_LEVELS[reached] ?? 'No usage';
}

/** The numbers per week `[from, to)` that a level stands for; `to` is null for the highest. */
export function boundsOf(
  level: UsageLevel,
  thresholds: UsageThresholds = DEFAULT_THRESHOLDS,
): { from: number; to: number | null } {
  const index = USAGE_LEVELS.indexOf(level);
  return {
    from: index === 0 ? 0 : (thresholds.perWeek[index - 1] ?? 0),
    to: thresholds.perWeek[index] ?? null,
  };
}

/**
 * Usage of an agent as of a day. Units are never mixed: it is messages, or chats and files.
 *
 * @param collectedFrom first day that was ever read for this tenant: shorter histories are divided by the weeks
 *   collected (at least one), not by four.
 * @param messagesFrom first day from which all messages are known, null while they are not
 */
export function usageOf(
  days: UsageByDay,
  today: Day,
  collectedFrom: Day,
  messagesFrom: Day | null,
  thresholds: UsageThresholds = DEFAULT_THRESHOLDS,
): Usage {
  const windowStart = addDays(today, 1 - USAGE_DAYS);
  const knownFrom = messagesFrom ?? collectedFrom;
  const start = knownFrom > windowStart ? knownFrom : windowStart;
  const counted = Object.entries(days).filter(([day]) => day >= start && day <= today);
  const basis = messagesFrom === null ? 'estimated' : 'messages';
  const amount = (use: DayUse) => (basis === 'messages' ? (use.messages ?? 0) : use.chats + use.files);
  const total = counted.reduce((sum, [, use]) => sum + amount(use), 0);
  const length = Math.max(1, Math.min(USAGE_DAYS, daysFrom(start, today)));
  const perWeek = Math.round((total / Math.max(1, length / 7)) * 100) / 100;
  return { level: levelOf(perWeek, thresholds), perWeek, basis, days: length };
}

const daysFrom = (start: Day, today: Day) =>
  Math.round((Date.parse(today) - Date.parse(start)) / 86_400_000) + 1;
