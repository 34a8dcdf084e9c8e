import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { parseScanStep, type ScanStep } from '../../shared/messages.ts';
import type { ScanLane } from '../../shared/ports/queues.ts';
import { aTenant } from './samples.ts';

export interface Lane {
  readonly lane: ScanLane;
  /** What a receiver got since the last time, in order. */
  received(): Promise<unknown[]>;
  close(): Promise<void>;
}

export const scanLaneContract = (name: string, open: () => Promise<Lane>) =>
  describe(`scan lane on ${name}`, () => {
    let subject: Lane;

    beforeAll(async () => {
      subject = await open();
    });
    afterAll(() => subject.close());

    /** Scan ids are unique over all tenants. */
    const aStep = (tenant: string, step: number): ScanStep => ({
      v: 1,
      tenant,
      scanId: `scan_${tenant}`,
      generation: 1,
      step,
    });

    test('delivers the steps of a tenant in order', async () => {
      const tenant = aTenant();
      const steps = [aStep(tenant, 3), aStep(tenant, 1), aStep(tenant, 2)];

      for (const step of steps) await subject.lane.send(step);

      expect((await subject.received()).map(parseScanStep)).toEqual(steps);
    });

    test('delivers a repeated step once, unless it is sent again on purpose', async () => {
      const tenant = aTenant();
      const step = aStep(tenant, 1);

      await subject.lane.send(step);
      await subject.lane.send(step);
      await subject.lane.send(step, '2026-10-01T12:05');
      await subject.lane.send(step, '2026-10-01T12:05');
      await subject.lane.send(step, '2026-10-01T12:10');

      expect(await subject.received()).toEqual([step, step, step]);
    });

    test('keeps the same steps of two tenants apart', async () => {
      const steps = [aStep(aTenant(), 1), aStep(aTenant(), 1)];

      for (const step of steps) await subject.lane.send(step);

      expect(new Set(await subject.received())).toEqual(new Set(steps));
    });
  });
