import { expect, test } from 'vitest';
import type { Fact } from '../../../shared/ports/fact-bus.ts';
import { countedFacts } from '../../../shared/runtime/counted-facts.ts';
import { memoryFactBus, memoryMeter } from '../../support/memory/observers.ts';

const found: Fact = { type: 'SensitiveDataFound', detail: { tenant: 'acme' } };
const completed: Fact = {
  type: 'ScanCompleted',
  detail: { tenant: 'acme', startedAt: '2026-10-01T12:00:00.000Z', endedAt: '2026-10-01T12:01:30.000Z' },
};

test('facts are published, and counted by type; a finished scan gives its length too', async () => {
  const published: Fact[] = [];
  const meter = memoryMeter();

  await countedFacts(memoryFactBus(published), meter).publish([found, completed, found]);

  expect(published).toEqual([found, completed, found]);
  expect(Object.fromEntries(meter.totals)).toEqual({
    SensitiveDataFound: 2,
    ScanCompleted: 1,
    ScanSeconds: 90,
  });
});

test('what the bus did not take is not counted', async () => {
  const meter = memoryMeter();
  const bus = { publish: () => Promise.reject(new Error('down')) };

  await expect(countedFacts(bus, meter).publish([found])).rejects.toThrow('down');
  expect(meter.totals.size).toBe(0);
});
