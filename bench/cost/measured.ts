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
  /** Of roles, for the tenant: STS asks nothing for them. */
  readonly sessions: number;
  readonly loggedKb: number;
}

/** `node bench/scan.ts --text false --projects false`: the first scan of the medium world, 500 people, thirty days. */
export const FIRST_SCAN: ScanCounts = {
  activities: 55_990,
  chats: 10_410,
  items: 1_235,
  providerCalls: 1_282,
  writeUnits: 62_159,
  readUnits: 27_366,
  agentUpdates: 1_387,
  s3Puts: 1_128 + 1 + 19,
  s3Gets: 1_124,
  sqsRequests: 572 + 121,
  factCalls: 125,
  secretReads: 4,
  sessions: 5,
  loggedKb: 116,
};

/** `node bench/scan.ts --files false --text false --projects false`: the same without files. */
export const FIRST_SCAN_WITHOUT_FILES: ScanCounts = {
  activities: 55_983,
  chats: 10_409,
  items: 0,
  providerCalls: 47,
  writeUnits: 24_089,
  readUnits: 22_535,
  agentUpdates: 1_259,
  s3Puts: 0,
  s3Gets: 0,
  sqsRequests: 4 + 1,
  factCalls: 2,
  secretReads: 1,
  sessions: 1,
  loggedKb: 3,
};

/** `node bench/scan.ts --files false --text false`: without files, with what projects hold. */
export const FIRST_SCAN_WITH_PROJECTS: ScanCounts = {
  activities: 55_983,
  chats: 10_409,
  items: 208,
  providerCalls: 249,
  writeUnits: 29_623,
  readUnits: 23_425,
  agentUpdates: 1_280,
  s3Puts: 185,
  s3Gets: 185,
  sqsRequests: 92 + 22,
  factCalls: 23,
  secretReads: 4,
  sessions: 3,
  loggedKb: 23,
};

/** `node bench/scan.ts --files false --text false --projects false --sessions true`: without files, with sessions. */
export const FIRST_SCAN_WITH_SESSIONS: ScanCounts = {
  activities: 55_983,
  chats: 10_409,
  items: 456,
  providerCalls: 505,
  writeUnits: 32_141,
  readUnits: 24_300,
  agentUpdates: 1_712,
  s3Puts: 456,
  s3Gets: 456,
  sqsRequests: 207 + 58,
  factCalls: 59,
  secretReads: 4,
  sessions: 3,
  loggedKb: 60,
};

/** `node bench/scan.ts --days 1 --repeat true --text false --projects false`: a scan right after another, with little to do. */
export const REPEATED_SCAN: ScanCounts = {
  activities: 968,
  chats: 0,
  items: 0,
  providerCalls: 7,
  writeUnits: 1_107,
  readUnits: 775,
  agentUpdates: 153,
  s3Puts: 0,
  s3Gets: 0,
  sqsRequests: 5 + 1,
  factCalls: 2,
  secretReads: 1,
  sessions: 0,
  loggedKb: 2,
};

/** `node bench/scan.ts --days 1 --files false --projects false`: two days of use, and every conversation of theirs. */
export const DAY_WITH_CONVERSATIONS: ScanCounts = {
  activities: 1_819,
  chats: 374,
  items: 374,
  providerCalls: 336,
  writeUnits: 11_122,
  readUnits: 3_148,
  agentUpdates: 959,
  s3Puts: 328,
  s3Gets: 328,
  sqsRequests: 122 + 43,
  factCalls: 25,
  secretReads: 4,
  sessions: 3,
  loggedKb: 38,
};

/** `node bench/scan.ts --days 1 --files false --text false --projects false`: the same without conversations. */
export const DAY_WITHOUT_CONVERSATIONS: ScanCounts = {
  activities: 1_825,
  chats: 376,
  items: 0,
  providerCalls: 8,
  writeUnits: 4_656,
  readUnits: 1_344,
  agentUpdates: 682,
  s3Puts: 0,
  s3Gets: 0,
  sqsRequests: 4 + 1,
  factCalls: 2,
  secretReads: 1,
  sessions: 1,
  loggedKb: 2,
};

/** `node bench/scan.ts --sessions true`: a first scan of everything that can be read. */
export const FIRST_SCAN_OF_EVERYTHING: ScanCounts = {
  activities: 56_013,
  chats: 10_417,
  items: 13_586,
  providerCalls: 13_143,
  writeUnits: 282_700,
  readUnits: 90_758,
  agentUpdates: 4_553,
  s3Puts: 12_990 + 1 + 19,
  s3Gets: 12_966,
  sqsRequests: 5_483 + 1_808,
  factCalls: 1_195,
  secretReads: 7,
  sessions: 7,
  loggedKb: 1_603,
};
