import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Fact, FactBus } from '../../shared/ports/fact-bus.ts';
import { aTenant } from './samples.ts';

export interface Bus {
  readonly facts: FactBus;
  /** What a subscriber to everything got since the beginning. */
  received(): Promise<Fact[]>;
  close(): Promise<void>;
}

export const factBusContract = (name: string, open: () => Promise<Bus>) =>
  describe(`fact bus on ${name}`, () => {
    let subject: Bus;

    beforeAll(async () => {
      subject = await open();
    });
    afterAll(() => subject.close());

    test('delivers facts of every kind, many at once', async () => {
      const tenant = aTenant();
      const published = Array.from(
        { length: 23 },
        (_, index): Fact => ({
          type: index % 2 === 0 ? 'ScanStarted' : 'SensitiveDataFound',
          detail: { tenant, scanId: `scan_${index}`, risk: null, counts: { high: index } },
        }),
      );

      await subject.facts.publish(published);
      await subject.facts.publish([]);

      expect(await subject.received()).toEqual(published);
    });
  });
