import type { FaultPlan } from './faults.ts';
import type { Operator } from './operator.ts';
import type { Platform } from './platform.ts';
import type { Customer } from './provider/provider.ts';
import type { Random } from './random.ts';

export const STORIES = ['plain', 'impatient', 'scheduled', 'cancel', 'delete', 'purge', 'revoke'] as const;
export type Story = (typeof STORIES)[number];

export interface Stage {
  readonly operator: Operator;
  readonly customer: Customer;
  readonly platform: Platform;
  readonly faults: FaultPlan;
  readonly random: Random;
  readonly now: () => number;
  /** The target's input of the tenant's schedule, where there is one that is enabled. */
  readonly schedule: () => string | undefined;
}

/** What happens to one customer while everything goes wrong around it. */
export async function tell(story: Story, stage: Stage): Promise<void> {
  const { operator, customer, random } = stage;
  const soon = () =>
    operator.wait(random.pick([0, 200, 1_000, 3_000, 15_000, 60_000, 200_000]) + random.int(0, 900));
  await operator.configure(keyOf(customer, 1), customer.world);
  if (story === 'scheduled') return schedule(stage);

  const { body } = await operator.scanNow();
  switch (story) {
    case 'plain':
      return;
    case 'impatient':
      await Promise.all([operator.scanNow(), operator.scanNow()]);
      await soon();
      await operator.scanNow();
      return;
    case 'cancel':
      await soon();
      if (typeof body.scanId === 'string') await operator.cancel(body.scanId);
      return;
    case 'revoke':
      await soon();
      customer.revoked.set(keyOf(customer, 1), stage.now());
      return;
    default:
      await soon();
      await operator.remove(story === 'purge');
      if (random.chance(0.5)) return;
      await soon();
      await operator.configure(keyOf(customer, 2), customer.world);
      await operator.scanNow();
  }
}

/** Due times as the scheduler delivers them: at least once, late, now and then not at all. */
async function schedule({
  operator,
  platform,
  faults,
  customer,
  random,
  now,
  schedule,
}: Stage): Promise<void> {
  await operator.schedule('daily');
  const fire = (input: string) =>
    platform.invoke('start-scan', JSON.parse(input), [customer.tenant], () => {});
  for (let due = random.int(1, 3); due > 0; due -= 1) {
    await operator.wait(random.int(1_000, 900_000));
    const scheduledAt = new Date(now()).toISOString();
    const input = schedule()?.replace('<aws.scheduler.scheduled-time>', scheduledAt);
    if (!input || faults.strikes('schedule-lost', 'scheduler')) continue;
    if (faults.strikes('schedule-late', 'scheduler')) await operator.wait(random.int(1_000, 900_000));
    fire(input);
    if (faults.strikes('schedule-twice', 'scheduler')) {
      await operator.wait(random.int(0, 600_000));
      fire(input);
    }
  }
}

/** No real key looks like it; nobody but the vault and the provider may ever see it. */
export const keyOf = ({ tenant }: Customer, number: number): string =>
  ['sk', 'ant', 'api01', `canaryinthekey-${tenant}-${number}`].join('-');
