import type { Frequency } from '../../../shared/domain/integration.ts';
import type { ScanSchedule } from '../../../shared/ports/scan-schedule.ts';

export interface MemorySchedule {
  readonly generation: number;
  readonly frequency: Frequency;
  readonly from: string | null;
  readonly paused: boolean;
}

export function memoryScanSchedule(schedules: Map<string, MemorySchedule>): ScanSchedule {
  return {
    set: async (tenant, generation, frequency, from) => {
      if (frequency === 'off') schedules.delete(tenant);
      else schedules.set(tenant, { generation, frequency, from, paused: false });
    },

    pause: async (tenant) => {
      const schedule = schedules.get(tenant);
      if (schedule) schedules.set(tenant, { ...schedule, paused: true });
    },
  };
}
