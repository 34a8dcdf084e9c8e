/** What one scan asked for, as `bench/scan.ts` prints it. */
export interface ScanCounts {
  readonly activities: number;
  readonly chats: number;
  readonly items: number;
  readonly providerCalls: number;
  readonly writeUnits: number;
  readonly readUnits: number;
  /** Rows updated in transactions: without items, nearly all of them are agents. */
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
  activities: 56_242,
  chats: 10_480,
  items: 1_237,
  providerCalls: 1_284,
  writeUnits: 86_949,
  readUnits: 27_503,
  agentUpdates: 3_275,
  s3Puts: 1_126 + 1 + 19,
  s3Gets: 1_126,
  sqsRequests: 496 + 122,
  factCalls: 122,
  secretReads: 4,
  sessions: 5,
  loggedKb: 111,
};

/** `node bench/scan.ts --files false --text false --projects false`: the same without files. */
export const FIRST_SCAN_WITHOUT_FILES: ScanCounts = {
  activities: 56_242,
  chats: 10_480,
  items: 0,
  providerCalls: 47,
  writeUnits: 48_288,
  readUnits: 22_675,
  agentUpdates: 1_247,
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
  activities: 56_242,
  chats: 10_480,
  items: 212,
  providerCalls: 253,
  writeUnits: 54_081,
  readUnits: 23_585,
  agentUpdates: 1_574,
  s3Puts: 191,
  s3Gets: 191,
  sqsRequests: 84 + 22,
  factCalls: 21,
  secretReads: 4,
  sessions: 3,
  loggedKb: 22,
};

/** `node bench/scan.ts --files false --text false --projects false --sessions true`: without files, with sessions. */
export const FIRST_SCAN_WITH_SESSIONS: ScanCounts = {
  activities: 56_242,
  chats: 10_480,
  items: 456,
  providerCalls: 505,
  writeUnits: 57_836,
  readUnits: 24_437,
  agentUpdates: 2_036,
  s3Puts: 456,
  s3Gets: 456,
  sqsRequests: 199 + 58,
  factCalls: 59,
  secretReads: 4,
  sessions: 3,
  loggedKb: 58,
};

/** `node bench/scan.ts --days 1 --repeat true --text false --projects false`: a scan right after another, with little to do. */
export const REPEATED_SCAN: ScanCounts = {
  activities: 1_294,
  chats: 0,
  items: 0,
  providerCalls: 7,
  writeUnits: 2_492,
  readUnits: 931,
  agentUpdates: 168,
  s3Puts: 0,
  s3Gets: 0,
  sqsRequests: 4 + 1,
  factCalls: 2,
  secretReads: 1,
  sessions: 0,
  loggedKb: 2,
};

/** `node bench/scan.ts --days 1 --files false --projects false`: two days of use, and every conversation of theirs. */
export const DAY_WITH_CONVERSATIONS: ScanCounts = {
  activities: 2_133,
  chats: 446,
  items: 446,
  providerCalls: 404,
  writeUnits: 18_719,
  readUnits: 3_693,
  agentUpdates: 1_148,
  s3Puts: 396,
  s3Gets: 396,
  sqsRequests: 132 + 51,
  factCalls: 28,
  secretReads: 4,
  sessions: 3,
  loggedKb: 43,
};

/** `node bench/scan.ts --days 1 --files false --text false --projects false`: the same without conversations. */
export const DAY_WITHOUT_CONVERSATIONS: ScanCounts = {
  activities: 2_133,
  chats: 446,
  items: 0,
  providerCalls: 8,
  writeUnits: 9_364,
  readUnits: 1_534,
  agentUpdates: 695,
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
  activities: 56_242,
  chats: 10_480,
  items: 13_663,
  providerCalls: 13_218,
  writeUnits: 317_355,
  readUnits: 88_773,
  agentUpdates: 13_149,
  s3Puts: 13_051 + 1 + 19,
  s3Gets: 13_043,
  sqsRequests: 5_309 + 1_816,
  factCalls: 1_208,
  secretReads: 4,
  sessions: 6,
  loggedKb: 1_580,
};
