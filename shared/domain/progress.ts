import { daysBetween } from './day.ts';
import { isOpen, PHASES, type Scan, settledItems } from './scan.ts';

export interface Progress {
  /** 0 to 100, never falls during a scan; 100 only once it has ended well. */
  readonly percent: number;
  /** Seconds to go, null when nothing tells. */
  readonly etaSeconds: number | null;
}

type Measured = Pick<
  Scan,
  'status' | 'phase' | 'phasePosition' | 'window' | 'liveCounts' | 'settled' | 'startedAt' | 'resumeAt'
>;

/** How far a scan is at `now` (epoch milliseconds). Phases weigh as their share of the time of a usual scan. */
export function progressOf(scan: Measured, now: number): Progress {
  if (scan.status === 'completed' || scan.status === 'completed_with_gaps')
    return { percent: 100, etaSeconds: 0 };
  const percent = Math.floor(percentOf(scan));
  return isOpen(scan) ? { percent, etaSeconds: etaSeconds(scan, now) } : { percent, etaSeconds: null };
}

function percentOf(scan: Measured): number {
  switch (scan.phase) {
    case 'directory':
      return 0;
    case 'activities':
      return 2 + 18 * daysRead(scan);
    case 'chats':
      return 20;
    case 'items':
      return 25 + (1 - shareOfTranscripts(scan)) * 60 * uploadsSettled(scan);
    case 'transcripts':
      return 85 - shareOfTranscripts(scan) * 60 * (1 - transcriptsRead(scan));
    case 'made':
      return 85;
    case 'projects':
    case 'instructions':
      return 86;
    case 'local_sessions':
    case 'remote_sessions':
    case 'sessions':
      return 87;
    case 'inspection':
      return 88 + 10 * itemsSettled(scan);
    case 'close':
      return 99;
  }
}

/** Share of the window's days that are read. */
function daysRead({ window, phasePosition }: Measured): number {
  if (!window.from || !window.to || !phasePosition.nextDay) return 0;
  const days = daysBetween(Date.parse(window.from), Date.parse(window.to));
  const read = days.filter((day) => day < phasePosition.nextDay!).length;
  return days.length === 0 ? 0 : read / days.length;
}

/** Of the items that are known before transcripts are read; those cost about as much as files. */
function shareOfTranscripts({ liveCounts: { listed, made, transcripts } }: Measured): number {
  return listed === made ? 0 : transcripts / (listed - made);
}

/** While files are fetched nothing else settles, and nothing is listed. */
function uploadsSettled({ liveCounts: { listed, transcripts }, settled }: Measured): number {
  const uploads = listed - transcripts;
  return uploads === 0 ? 0 : Math.min(1, settledItems(settled) / uploads);
}

const transcriptsRead = ({ liveCounts: { transcripts, transcriptsRead: read } }: Measured): number =>
  transcripts === 0 ? 1 : Math.min(1, read / transcripts);

function itemsSettled({ liveCounts, settled }: Measured): number {
  return liveCounts.listed === 0 ? 0 : Math.min(1, settledItems(settled) / liveCounts.listed);
}

/** From the rate at which items settled since the scan began, so rather too long than too short. */
function etaSeconds(scan: Measured, now: number): number | null {
  const settled = settledItems(scan.settled);
  const left = scan.liveCounts.listed - settled;
  const inItems = scan.phase !== 'close' && PHASES.indexOf(scan.phase) >= PHASES.indexOf('items');
  if (!inItems || settled === 0 || left <= 0) return null;
  const elapsedMs = Math.max(0, now - Date.parse(scan.startedAt));
  const waitMs = scan.resumeAt ? Math.max(0, Date.parse(scan.resumeAt) - now) : 0;
  return Math.ceil(((elapsedMs / settled) * left + waitMs) / 1_000);
}
