/** What one scan asked for, as `bench/scan.ts` prints it. */
export interface ScanCounts {
  readonly activities: number;
  readonly chats: number;
  readonly items: number;
  readonly providerCalls: number;
  readonly writeUnits: number;
  readonly readUnits: number;
  /** `UpdateItem` requests: nearly all of them set an agent. */
  readonly agentUpdates: number;
  /** Objects, multipart uploads and their parts. */
  readonly s3Puts: number;
  readonly s3Gets: number;
  readonly sqsRequests: number;
  /** Calls of the bus; a call carries up to ten facts. */
  readonly factCalls: number;
  readonly secretReads: number;
  readonly loggedKb: number;
}

/** `node bench/scan.ts --text false --projects false`: the first scan of the medium world, 500 people, thirty days. */
export const FIRST_SCAN: ScanCounts = {
  activities: 55_389,
  chats: 10_261,
  items: 1_229,
  providerCalls: 1_276,
  writeUnits: 60_492,
  readUnits: 25_838,
  agentUpdates: 1_385,
  s3Puts: 1_121 + 1 + 19,
  s3Gets: 1_119,
  sqsRequests: 404 + 120,
  factCalls: 122,
  secretReads: 4,
  loggedKb: 95,
};

/** `node bench/scan.ts --files false --text false --projects false`: the same without files. */
export const FIRST_SCAN_WITHOUT_FILES: ScanCounts = {
  activities: 55_389,
  chats: 10_261,
  items: 0,
  providerCalls: 47,
  writeUnits: 23_879,
  readUnits: 22_226,
  agentUpdates: 1_255,
  s3Puts: 0,
  s3Gets: 0,
  sqsRequests: 14,
  factCalls: 2,
  secretReads: 1,
  loggedKb: 5,
};

/** `node bench/scan.ts --days 1 --repeat true --text false --projects false`: a scan right after another, with little to do. */
export const REPEATED_SCAN: ScanCounts = {
  activities: 158,
  chats: 0,
  items: 0,
  providerCalls: 7,
  writeUnits: 269,
  readUnits: 275,
  agentUpdates: 39,
  s3Puts: 0,
  s3Gets: 0,
  sqsRequests: 12,
  factCalls: 2,
  secretReads: 1,
  loggedKb: 2,
};

/** `node bench/scan.ts --days 1 --files false --projects false`: two days of use, and every conversation of theirs. */
export const DAY_WITH_CONVERSATIONS: ScanCounts = {
  activities: 1_011,
  chats: 203,
  items: 203,
  providerCalls: 170,
  writeUnits: 7_318,
  readUnits: 1_731,
  agentUpdates: 796,
  s3Puts: 162,
  s3Gets: 162,
  sqsRequests: 78 + 23,
  factCalls: 11,
  secretReads: 4,
  loggedKb: 23,
};

/** `node bench/scan.ts --days 1 --files false --text false --projects false`: the same without conversations. */
export const DAY_WITHOUT_CONVERSATIONS: ScanCounts = {
  activities: 1_011,
  chats: 203,
  items: 0,
  providerCalls: 8,
  writeUnits: 3_766,
  readUnits: 782,
  agentUpdates: 610,
  s3Puts: 0,
  s3Gets: 0,
  sqsRequests: 15 + 1,
  factCalls: 2,
  secretReads: 1,
  loggedKb: 3,
};
