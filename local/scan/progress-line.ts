import type { ScanAnswer } from '../../shared/api/scan.ts';
import { PHASE, SCAN_STATUS } from '../../shared/api/words.ts';

export interface ProgressLine {
  show(scan: ScanAnswer): void;
  end(): void;
}

const BAR = 28;
/** Where lines cannot be overwritten, one every so often is enough. */
const PLAIN_EVERY_MS = 3_000;

/** A bar with phase, counts, rate and time left; on a terminal it stays on one line. */
export function progressLine(out: NodeJS.WriteStream | undefined): ProgressLine {
  let lastShown = 0;
  let lastText = '';
  return {
    show(scan) {
      if (!out) return;
      const text = describe(scan);
      const now = Date.now();
      const isNews = scan.status !== 'scanning' || now - lastShown >= (out.isTTY ? 0 : PLAIN_EVERY_MS);
      if (!isNews || text === lastText) return;
      lastShown = now;
      lastText = text;
      out.write(out.isTTY ? `\r\x1b[2K${text.slice(0, (out.columns ?? 120) - 1)}` : `${text}\n`);
    },
    end: () => void (out?.isTTY && out.write('\n')),
  };
}

function describe({ status, phase, progress, counts, startedAt, endedAt, resumeAt }: ScanAnswer): string {
  const filled = Math.round((progress.percent / 100) * BAR);
  const bar = '█'.repeat(filled) + '░'.repeat(BAR - filled);
  const seconds = Math.max(
    1,
    (Date.parse(endedAt ?? new Date().toISOString()) - Date.parse(startedAt)) / 1_000,
  );
  const { listed, clean, flagged, skipped, failed } = counts.items;
  const parts = [
    `${bar} ${String(Math.round(progress.percent)).padStart(3)} %`,
    status === 'scanning' ? PHASE[phase] : SCAN_STATUS[status],
    `${counts.activities} activities`,
    `${clean + flagged + skipped + failed} of ${listed} items`,
    `${Math.round((counts.requests / seconds) * 60)} requests/min`,
  ];
  if (resumeAt) parts.push(`paused by the provider until ${resumeAt}`);
  else if (progress.etaSeconds) parts.push(`${progress.etaSeconds} s left`);
  return parts.join(' · ');
}
