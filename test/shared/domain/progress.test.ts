import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { progressOf } from '../../../shared/domain/progress.ts';
import { NO_COUNTS, NOTHING_SETTLED, PHASES, type Phase, type Scan } from '../../../shared/domain/scan.ts';

const started = Date.parse('2026-10-01T12:00:00Z');
const day = (n: number) => new Date(Date.parse('2026-09-01') + n * 86_400_000).toISOString().slice(0, 10);

const scanAt = (phase: Phase, given: Partial<Scan> = {}, listed = 0, clean = 0) => ({
  status: 'scanning' as const,
  phase,
  phasePosition: {},
  window: { from: '2026-09-01T00:00:00.000Z', to: '2026-09-11T12:00:00.000Z' },
  liveCounts: { ...NO_COUNTS, listed },
  settled: { ...NOTHING_SETTLED, clean },
  startedAt: '2026-10-01T12:00:00.000Z',
  resumeAt: null,
  ...given,
});

/** Beside a hundred uploads. */
const withTranscripts = (phase: Phase, transcripts: number, read: number, clean: number) => ({
  ...scanAt(phase, {}, 100 + transcripts, clean),
  liveCounts: { ...NO_COUNTS, listed: 100 + transcripts, transcripts, transcriptsRead: read },
});

describe('percent', () => {
  test.each([
    ['a scan that has just begun', scanAt('directory', { window: { from: null, to: null } }), 0],
    ['no day read', scanAt('activities'), 2],
    ['half of eleven days read', scanAt('activities', { phasePosition: { nextDay: day(5) } }), 10],
    ['all days read', scanAt('activities', { phasePosition: { nextDay: day(11) } }), 20],
    ['chats', scanAt('chats'), 20],
    ['no item settled', scanAt('items', {}, 100), 25],
    ['half of the uploads settled', scanAt('items', {}, 100, 50), 55],
    ['half of the uploads settled, beside conversations', withTranscripts('items', 100, 0, 50), 40],
    ['no conversation read', withTranscripts('transcripts', 100, 0, 100), 55],
    ['half of the conversations read', withTranscripts('transcripts', 100, 50, 100), 70],
    ['all conversations read', withTranscripts('transcripts', 100, 100, 150), 85],
    ['what conversations name', withTranscripts('made', 100, 100, 150), 85],
    ['all items settled', scanAt('inspection', {}, 100, 100), 98],
    ['nothing listed', scanAt('inspection'), 88],
    ['closing', scanAt('close', {}, 100, 100), 99],
    ['completed', scanAt('close', { status: 'completed' }, 100, 100), 100],
    ['completed with gaps', scanAt('close', { status: 'completed_with_gaps' }, 100, 100), 100],
    ['failed on the way', scanAt('items', { status: 'failed' }, 100, 50), 55],
    ['cancelled at the start', scanAt('directory', { status: 'cancelled' }), 0],
  ])('%s', (_, scan, percent) => {
    expect(progressOf(scan, started).percent).toBe(percent);
  });

  test('never falls while a scan goes on, and is below 100 until it has ended', () => {
    const listed = fc.integer({ min: 0, max: 5_000 });
    const moves = fc.array(fc.record({ next: fc.boolean(), by: fc.integer({ min: 0, max: 900 }) }), {
      maxLength: 40,
    });

    fc.assert(
      fc.property(listed, moves, (items, steps) => {
        let [phase, read, settled, last] = [0, 0, 0, 0];
        const counts = { ...NO_COUNTS, listed: items, transcripts: Math.floor(items / 3) };
        for (const { next, by } of steps) {
          const name = PHASES[phase]!;
          if (name === 'activities') read = Math.min(11, read + (by % 4));
          if (name === 'transcripts') {
            counts.transcriptsRead = Math.min(counts.transcripts, counts.transcriptsRead + by);
            counts.made += by % 5;
            counts.listed += by % 5;
          }
          if (name !== 'activities' && name !== 'chats') settled = Math.min(counts.listed, settled + by);
          if (next && phase < PHASES.length - 1) phase += 1;

          const scan = {
            ...scanAt(PHASES[phase]!, { phasePosition: { nextDay: day(read) } }, 0, settled),
            liveCounts: counts,
          };
          const { percent } = progressOf(scan, started + 1_000);

          expect(percent).toBeGreaterThanOrEqual(last);
          expect(percent).toBeLessThan(100);
          last = percent;
        }
      }),
    );
  });
});

describe('time to go', () => {
  test('follows from the rate at which items settled', () => {
    const scan = scanAt('items', {}, 400, 100);

    expect(progressOf(scan, started + 60_000).etaSeconds).toBe(180);
  });

  test('includes a wait that the provider asked for', () => {
    const scan = scanAt('items', { resumeAt: '2026-10-01T12:11:00.000Z' }, 400, 100);

    expect(progressOf(scan, started + 60_000).etaSeconds).toBe(780);
  });

  test.each([
    ['before items settle', scanAt('items', {}, 400, 0)],
    ['before the items are known', scanAt('activities')],
    ['when only the rest is left', scanAt('inspection', {}, 400, 400)],
    ['after a scan has failed', scanAt('items', { status: 'failed' }, 400, 100)],
  ])('is unknown %s', (_, scan) => {
    expect(progressOf(scan, started + 60_000).etaSeconds).toBeNull();
  });

  test('is over with the scan', () => {
    expect(progressOf(scanAt('close', { status: 'completed' }), started).etaSeconds).toBe(0);
  });
});
