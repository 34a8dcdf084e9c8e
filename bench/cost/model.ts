import {
  DAY_WITH_CONVERSATIONS,
  DAY_WITHOUT_CONVERSATIONS,
  FIRST_SCAN,
  FIRST_SCAN_OF_EVERYTHING,
  FIRST_SCAN_WITH_PROJECTS,
  FIRST_SCAN_WITH_SESSIONS,
  FIRST_SCAN_WITHOUT_FILES,
  REPEATED_SCAN,
  type ScanCounts,
} from './measured.ts';

/** Dollars, list prices of us-east-1 in 2026, without free tiers and discounts. */
export const PRICES = {
  lambdaGbSecond: 0.0000133334,
  lambdaRequest: 0.2 / 1e6,
  writeUnit: 0.625 / 1e6,
  readUnit: 0.125 / 1e6,
  /** On-demand table, and its point-in-time recovery. */
  tableGb: 0.25 + 0.2,
  /** Standard queues with message groups cost as much as first-in-first-out ones. */
  sqsRequest: 0.5 / 1e6,
  s3Put: 0.005 / 1e3,
  s3Get: 0.0004 / 1e3,
  event: 1 / 1e6,
  scheduled: 1 / 1e6,
  httpRequest: 1 / 1e6,
  kmsKey: 1,
  kmsRequest: 0.03 / 1e4,
  secret: 0.4,
  secretRead: 0.05 / 1e4,
  logGb: 0.5 + 0.03,
  metric: 0.3,
  alarmMetric: 0.1,
  dashboard: 3,
  trace: 5 / 1e6,
  cdnRequest: 0.01 / 1e4,
  cdnGb: 0.085,
} as const;

/** What a tenant does on a day, and what of it is looked at. */
export interface TenantDay {
  /** In the directory. */
  readonly people: number;
  /** Of them at work with Claude on that day. */
  readonly activePeople: number;
  readonly activities: number;
  /** Started or gone on with. */
  readonly chats: number;
  readonly files: number;
  /** Of the chats, those whose messages are read and inspected. 0: conversations are not covered. */
  readonly transcripts: number;
  /** Texts, files and documents of projects that changed. 0: projects are not covered. */
  readonly projectItems: number;
  /** Of Cowork, Claude Code and the like, those that went on. 0: sessions are not covered. */
  readonly sessions: number;
  /** Requests of the portal to the API. */
  readonly portalRequests: number;
}

/** The simulated medium tenant on a working day; all thirty days of the month count as one. */
export const MEDIUM_DAY: TenantDay = {
  people: 500,
  activePeople: 250,
  activities: 2_400,
  chats: 450,
  files: 55,
  transcripts: 450,
  projectItems: 9,
  sessions: 20,
  portalRequests: 200,
};

/** What a stage costs whatever its tenants do. `test/bench/cost.test.ts` holds it against the templates. */
export const STAGE = {
  /** An alarm is paid for by the metrics that it looks at. */
  alarmMetrics: 120,
  customMetrics: 60,
  dashboards: 1,
  secrets: 2,
  /** Queues that invoke functions, dead letters included. */
  mappings: 7,
  /** Of caches that live five minutes: one for each queue and each table, and each role that uses it. */
  kmsRequests: 650_000,
} as const;

export interface Options {
  /** `secret`: one of Secrets Manager per tenant. `envelope`: encrypted by KMS, in the table. */
  readonly keys: 'secret' | 'envelope';
}

const DAYS = 30;
const MINUTES = DAYS * 1_440;
/** A daily scan reads the day of its last one again, whole: between one and two days, whatever the hour. */
const DAYS_READ = 1.5;
/** 0.8 of 600 calls a minute, the share that is used unless told. */
const CALLS_PER_SECOND = 8;
/** Of three tables, for the sessions of four roles: DynamoDB remembers a table's key for five minutes for each caller. */
const TABLE_KEYS = 3 * 4;
/** Idle pollers of a mapping, with polls of twenty seconds. */
const POLLS_PER_MINUTE = 5 * 3;

/** What one of each thing asks for, by difference between the measured scans. */
export const PER = {
  file: per(FIRST_SCAN, FIRST_SCAN_WITHOUT_FILES, FIRST_SCAN.items),
  transcript: per(DAY_WITH_CONVERSATIONS, DAY_WITHOUT_CONVERSATIONS, DAY_WITH_CONVERSATIONS.items),
  projectItem: per(FIRST_SCAN_WITH_PROJECTS, FIRST_SCAN_WITHOUT_FILES, FIRST_SCAN_WITH_PROJECTS.items),
  session: per(FIRST_SCAN_WITH_SESSIONS, FIRST_SCAN_WITHOUT_FILES, FIRST_SCAN_WITH_SESSIONS.items),
  agentUpdate: REPEATED_SCAN.writeUnits / REPEATED_SCAN.agentUpdates,
  chat: {
    writeUnits:
      (FIRST_SCAN_WITHOUT_FILES.writeUnits -
        (FIRST_SCAN_WITHOUT_FILES.agentUpdates * REPEATED_SCAN.writeUnits) / REPEATED_SCAN.agentUpdates) /
      FIRST_SCAN_WITHOUT_FILES.chats,
    readUnits:
      (FIRST_SCAN_WITHOUT_FILES.readUnits - REPEATED_SCAN.readUnits) / FIRST_SCAN_WITHOUT_FILES.chats,
  },
  person: { readUnits: REPEATED_SCAN.readUnits / 500 },
} as const;

function per(more: ScanCounts, less: ScanCounts, of: number): ScanCounts {
  const names = Object.keys(more) as (keyof ScanCounts)[];
  return Object.fromEntries(
    names.map((name) => [name, (more[name] - less[name]) / of]),
  ) as unknown as ScanCounts;
}

const itemsOf = ({ files, transcripts, projectItems, sessions }: TenantDay): number =>
  files + transcripts + projectItems + sessions;

/** What a daily scan asks for. */
export function dailyScan(day: TenantDay) {
  const chats = day.chats * DAYS_READ;
  const pages = Math.ceil((day.activities * DAYS_READ) / 5_000);
  const of = (name: keyof ScanCounts): number =>
    day.files * PER.file[name] +
    day.transcripts * PER.transcript[name] +
    day.projectItems * PER.projectItem[name] +
    day.sessions * PER.session[name];
  const items = itemsOf(day);
  return {
    items,
    // A call for each item at least; long conversations and sessions take more.
    providerCalls: REPEATED_SCAN.providerCalls - 1 + pages + Math.ceil(chats / 1_000) + items,
    writeUnits:
      day.activePeople * DAYS_READ * PER.agentUpdate + chats * PER.chat.writeUnits + of('writeUnits'),
    readUnits: day.people * PER.person.readUnits + chats * PER.chat.readUnits + of('readUnits'),
    s3Puts: of('s3Puts'),
    s3Gets: of('s3Gets'),
    sqsRequests: REPEATED_SCAN.sqsRequests + of('sqsRequests'),
    facts: REPEATED_SCAN.factCalls + items,
    secretReads: 2,
    loggedKb: REPEATED_SCAN.loggedKb + of('loggedKb'),
  };
}

export const SERVICES = [
  'Secrets Manager',
  'DynamoDB',
  'Lambda',
  'CloudWatch and X-Ray',
  'CloudFront',
  'API Gateway',
  'SQS',
  'S3',
  'KMS',
  'EventBridge',
] as const;

export type Service = (typeof SERVICES)[number];

/** Dollars a month of a stage with so many tenants, each scanned once a day. */
export function monthlyCost(
  day: TenantDay,
  tenants: number,
  { keys }: Options = { keys: 'secret' },
): Readonly<Record<Service, number>> {
  const scan = dailyScan(day);
  const daily = tenants * DAYS;
  const scanSeconds = scan.providerCalls / CALLS_PER_SECOND + 5;
  const invocations = {
    scans: daily * Math.ceil(scanSeconds / 120 + 1),
    inspections: (daily * scan.items) / 10,
    api: daily * day.portalRequests,
    others: MINUTES * 2 + daily,
  };
  const invoked = Object.values(invocations).reduce((sum, count) => sum + count, 0);
  const gbSeconds =
    daily * scanSeconds * 1 +
    // Measured: 211 s for 13,663 items on an idle machine, 711 on a busy one; twice that and some room for the cores of Lambda.
    daily * scan.items * 0.125 * (1_769 / 1_024) +
    invocations.api * 0.1 * 1 +
    invocations.others * 0.25 * 0.5;
  const decrypts = daily * scan.secretReads;
  return {
    'Secrets Manager':
      (STAGE.secrets + (keys === 'secret' ? tenants : 0)) * PRICES.secret +
      (keys === 'secret' ? decrypts * PRICES.secretRead : 0),
    DynamoDB:
      daily * (scan.writeUnits * PRICES.writeUnit + scan.readUnits * PRICES.readUnit) +
      // The portal's lists: 25 rows, two kilobytes each.
      daily * day.portalRequests * 13 * PRICES.readUnit +
      tenants * storedGb(day) * PRICES.tableGb,
    Lambda: gbSeconds * PRICES.lambdaGbSecond + invoked * PRICES.lambdaRequest,
    'CloudWatch and X-Ray':
      STAGE.alarmMetrics * PRICES.alarmMetric +
      STAGE.customMetrics * PRICES.metric +
      STAGE.dashboards * PRICES.dashboard +
      // Lambda's own lines, ours, and the access log.
      ((daily * scan.loggedKb + invoked * 0.8 + invocations.api * 0.3) / 1e6) * PRICES.logGb +
      // At most: Lambda traces one invocation a second, and five in a hundred of the others.
      (invocations.api + invocations.scans + invocations.others) * PRICES.trace,
    CloudFront: daily * day.portalRequests * (2 * PRICES.cdnRequest + 20e-6 * PRICES.cdnGb),
    'API Gateway': invocations.api * PRICES.httpRequest,
    SQS: (STAGE.mappings * POLLS_PER_MINUTE * MINUTES + daily * scan.sqsRequests) * PRICES.sqsRequest,
    S3: daily * (scan.s3Puts * PRICES.s3Put + scan.s3Gets * PRICES.s3Get),
    KMS:
      PRICES.kmsKey +
      (STAGE.kmsRequests + decrypts + daily * TABLE_KEYS * Math.ceil(scanSeconds / 300)) * PRICES.kmsRequest,
    EventBridge: daily * (scan.facts * PRICES.event + PRICES.scheduled) + MINUTES * PRICES.scheduled,
  };
}

/** Gigabytes of a tenant after more than a year: rows times the days that they are kept, with their indexes. */
export function storedGb(day: TenantDay): number {
  const items = itemsOf(day);
  const kilobytes =
    items * 180 * 1.2 * 3 + items * 400 * 0.3 + day.chats * 400 * 0.25 + day.people * 1.2 * 2 * 4;
  return kilobytes / 1e6;
}

/** Dollars of a tenant's first scan of thirty days, as measured. */
export function firstScanCost(scan: ScanCounts = FIRST_SCAN_OF_EVERYTHING): number {
  const { writeUnits, readUnits, s3Puts, s3Gets, sqsRequests, factCalls, providerCalls, items } = scan;
  return (
    writeUnits * PRICES.writeUnit +
    readUnits * PRICES.readUnit +
    s3Puts * PRICES.s3Put +
    s3Gets * PRICES.s3Get +
    sqsRequests * PRICES.sqsRequest +
    factCalls * PRICES.event +
    ((providerCalls / CALLS_PER_SECOND) * 1 + items * 0.125 * (1_769 / 1_024)) * PRICES.lambdaGbSecond
  );
}
