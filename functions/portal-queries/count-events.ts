import type { OverviewAnswer, RiskCounts } from '../../shared/api/overview.ts';
import { NO_FINDINGS, RISKS, type Risk, worstRisk } from '../../shared/domain/agent.ts';
import { addDays, type Day } from '../../shared/domain/day.ts';
import type { EventSummary } from '../../shared/ports/event-store.ts';

type Findings = OverviewAnswer['findings'];
type RiskyUser = Pick<OverviewAnswer['riskiestUsers'][number], 'userId' | 'email' | 'findings'>;

/** Adds up events for the overview. */
export interface EventCount {
  add(event: EventSummary): void;
  result(): Pick<OverviewAnswer, 'files' | 'findings'> & {
    /** The ten with the worst findings, worst first. */
    readonly riskiest: readonly (RiskyUser & { readonly risk: Risk })[];
  };
}

const MOST_USERS = 10;

/** @param from first day of the period; `to` the last */
export function countEvents(from: Day, to: Day): EventCount {
  const files = { clean: 0, flagged: 0, skipped: 0, failed: 0 };
  const byState = { new: 0, in_progress: 0, resolved: 0, suppressed: 0 };
  const byRisk = noRisks();
  const byDataType = new Map<string, Findings['byDataType'][number]>();
  const days = new Map(
    daysOf(from, to).map((date) => [date, { date, byRisk: noRisks(), byDataType: noTypes() }]),
  );
  const users = new Map<string, RiskyUser>();
  let events = 0;

  const addFindings = ({ time, risk, user, findings }: EventSummary & { readonly risk: Risk }) => {
    events += 1;
    byRisk[risk] += 1;
    const day = days.get(time.slice(0, 10));
    if (day) day.byRisk[risk] += 1;
    for (const { dataType: id, name, count } of findings) {
      const sum = byDataType.get(id) ?? { id, name, events: 0, values: 0 };
      byDataType.set(id, { ...sum, events: sum.events + 1, values: sum.values + count });
      if (day) day.byDataType[id] = (day.byDataType[id] ?? 0) + 1;
    }
    const { userId, email } = user;
    const known = users.get(userId) ?? { userId, email, findings: noRisks() };
    users.set(userId, { ...known, findings: { ...known.findings, [risk]: known.findings[risk] + 1 } });
  };

  return {
    add(event) {
      files[event.status] += 1;
      if (event.risk === null) return;
      byState[event.state] += 1;
      if (event.state !== 'suppressed') addFindings({ ...event, risk: event.risk });
    },

    result: () => ({
      files,
      findings: {
        events,
        byRisk,
        byDataType: [...byDataType.values()].sort((a, b) => b.events - a.events || (a.id < b.id ? -1 : 1)),
        days: [...days.values()],
        byState,
      },
      riskiest: [...users.values()]
        .sort(worstFirst)
        .slice(0, MOST_USERS)
        .map((user) => ({ ...user, risk: worstRisk(user.findings) ?? 'info' })),
    }),
  };
}

/** By the number of the worst findings, then of the next worst. */
function worstFirst(a: RiskyUser, b: RiskyUser): number {
  const decisive = RISKS.find((risk) => a.findings[risk] !== b.findings[risk]);
  return decisive ? b.findings[decisive] - a.findings[decisive] : a.userId < b.userId ? -1 : 1;
}

function daysOf(from: Day, to: Day): Day[] {
  const days: Day[] = [];
  for (let day = from; day <= to; day = addDays(day, 1)) days.push(day);
  return days;
}

const noRisks = (): RiskCounts => ({ ...NO_FINDINGS });
const noTypes = (): Record<string, number> => ({});
