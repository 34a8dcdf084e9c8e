import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Frequency } from '../../shared/domain/integration.ts';
import type { ScanSchedule } from '../../shared/ports/scan-schedule.ts';
import { aTenant } from './samples.ts';

export interface Planned {
  readonly generation: number;
  readonly frequency: Frequency;
  /** First due time, ISO. */
  readonly from: string | null;
  readonly paused: boolean;
}

export interface Schedules {
  readonly schedule: ScanSchedule;
  /** What is planned for a tenant. */
  planned(tenant: string): Promise<Planned | undefined>;
  close(): Promise<void>;
}

export const scanScheduleContract = (name: string, open: () => Promise<Schedules>) =>
  describe(`scan schedule on ${name}`, () => {
    let subject: Schedules;
    const tomorrow = new Date(Date.now() + 86_400_000).toISOString().replace(/\.\d+Z$/, '.000Z');

    beforeAll(async () => {
      subject = await open();
    });
    afterAll(() => subject.close());

    test('is created, changed and removed', async () => {
      const { schedule, planned } = subject;
      const tenant = aTenant();
      const other = aTenant();
      await schedule.set(other, 1, 'daily', tomorrow);
      expect(await planned(tenant)).toBeUndefined();

      await schedule.set(tenant, 1, 'daily', tomorrow);
      expect(await planned(tenant)).toEqual({
        generation: 1,
        frequency: 'daily',
        from: tomorrow,
        paused: false,
      });
      await schedule.set(tenant, 3, 'weekly', tomorrow);
      expect(await planned(tenant)).toEqual({
        generation: 3,
        frequency: 'weekly',
        from: tomorrow,
        paused: false,
      });
      await schedule.set(tenant, 3, 'off', null);
      expect(await planned(tenant)).toBeUndefined();
      await schedule.set(tenant, 3, 'off', null);

      expect(await planned(other)).toMatchObject({ generation: 1, frequency: 'daily' });
    });

    test('keeps still while paused, until it is set again', async () => {
      const { schedule, planned } = subject;
      const tenant = aTenant();
      await schedule.pause(tenant);
      expect(await planned(tenant)).toBeUndefined();
      await schedule.set(tenant, 1, 'daily', tomorrow);

      await schedule.pause(tenant);
      expect(await planned(tenant)).toEqual({
        generation: 1,
        frequency: 'daily',
        from: tomorrow,
        paused: true,
      });
      await schedule.set(tenant, 1, 'daily', tomorrow);
      expect(await planned(tenant)).toMatchObject({ paused: false });
    });
  });
