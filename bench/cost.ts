// What a stage costs a month, from the requests that bench/scan.ts counts and the prices of AWS.
//
//   node bench/cost.ts
//
// Prints the tables of docs/cost.md; test/bench/cost.test.ts fails while they differ.

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
} from './cost/measured.ts';
import {
  dailyScan,
  firstScanCost,
  MEDIUM_DAY,
  monthlyCost,
  type Options,
  PER,
  SERVICES,
  type TenantDay,
} from './cost/model.ts';

const TENANTS = [10, 1_000, 5_000];
const FIRST_SCANS = [
  ['first scans of all tenants, everything, once', FIRST_SCAN_OF_EVERYTHING],
  ['first scans of all tenants, files alone, once', FIRST_SCAN],
] as const;
const SCANS = [
  FIRST_SCAN_OF_EVERYTHING,
  FIRST_SCAN,
  FIRST_SCAN_WITHOUT_FILES,
  FIRST_SCAN_WITH_PROJECTS,
  FIRST_SCAN_WITH_SESSIONS,
  REPEATED_SCAN,
  DAY_WITH_CONVERSATIONS,
  DAY_WITHOUT_CONVERSATIONS,
];

/** With `coverage.text` switched off. */
export const WITHOUT_TRANSCRIPTS: TenantDay = { ...MEDIUM_DAY, transcripts: 0 };
/** With `coverage.sessions` switched off, as it is unless told. */
const WITHOUT_SESSIONS: TenantDay = { ...MEDIUM_DAY, sessions: 0 };
/** Use and uploaded files alone. */
const FILES_ALONE: TenantDay = { ...WITHOUT_SESSIONS, transcripts: 0, projectItems: 0 };

/** The tables of docs/cost.md, by what they are about. */
export const costTables = (): Readonly<Record<string, string>> => ({
  measured: measuredTable(),
  derived: derivedTable(),
  months: monthsTable(),
  variants: variantsTable(),
});

function measuredTable(): string {
  const rows: [string, keyof ScanCounts][] = [
    ['activities', 'activities'],
    ['chats', 'chats'],
    ['items', 'items'],
    ['calls to Anthropic', 'providerCalls'],
    ['DynamoDB write units', 'writeUnits'],
    ['DynamoDB read units', 'readUnits'],
    ['agents set', 'agentUpdates'],
    ['S3 puts', 's3Puts'],
    ['S3 gets', 's3Gets'],
    ['SQS requests', 'sqsRequests'],
    ['EventBridge calls', 'factCalls'],
    ['reads of the key', 'secretReads'],
    ["sessions for the tenant's data", 'sessions'],
    ['logged, kB', 'loggedKb'],
  ];
  return table(
    [
      '',
      'first scan, everything',
      'use and files',
      'without files',
      'projects instead',
      'sessions instead',
      'a scan right after',
      'two days, conversations',
      'without them',
    ],
    rows.map(([label, name]) => [label, ...SCANS.map((scan) => count(scan[name]))]),
  );
}

function derivedTable(): string {
  return table(
    ['', 'write units', 'read units'],
    [
      ['an agent that changed', PER.agentUpdate.toFixed(1), ''],
      ['a person of the directory', '', PER.person.readUnits.toFixed(2)],
      ['a chat that changed', PER.chat.writeUnits.toFixed(1), PER.chat.readUnits.toFixed(1)],
      ['a file', PER.file.writeUnits.toFixed(1), PER.file.readUnits.toFixed(1)],
      [
        'a text, file or document of a project',
        PER.projectItem.writeUnits.toFixed(1),
        PER.projectItem.readUnits.toFixed(1),
      ],
      ['a session', PER.session.writeUnits.toFixed(1), PER.session.readUnits.toFixed(1)],
      ['a conversation', PER.transcript.writeUnits.toFixed(1), PER.transcript.readUnits.toFixed(1)],
    ],
  );
}

function monthsTable(): string {
  const months = TENANTS.map((tenants) => monthlyCost(MEDIUM_DAY, tenants));
  return table(
    ['$ a month', ...TENANTS.map((tenants) => `${count(tenants)} tenants`)],
    [
      ...SERVICES.map((service) => [service, ...months.map((month) => dollars(month[service]))]),
      ['**all**', ...months.map((month) => `**${dollars(sum(month))}**`)],
      ['a tenant', ...months.map((month, at) => dollars(sum(month) / (TENANTS[at] as number)))],
    ],
  );
}

function variantsTable(): string {
  const variants: [string, TenantDay, Options][] = [
    ['as above', MEDIUM_DAY, { keys: 'secret' }],
    ['without sessions, as configured unless told', WITHOUT_SESSIONS, { keys: 'secret' }],
    ['without conversations', WITHOUT_TRANSCRIPTS, { keys: 'secret' }],
    ['files alone', FILES_ALONE, { keys: 'secret' }],
    ['with `-c keyStore=kms`', MEDIUM_DAY, { keys: 'envelope' }],
    ['files alone, with `-c keyStore=kms`', FILES_ALONE, { keys: 'envelope' }],
  ];
  return table(
    ['$ a month', 'calls a tenant and day', ...TENANTS.map((tenants) => `${count(tenants)} tenants`)],
    [
      ...variants.map(([label, day, options]) => [
        label,
        count(dailyScan(day).providerCalls),
        ...TENANTS.map((tenants) => dollars(sum(monthlyCost(day, tenants, options)))),
      ]),
      ...FIRST_SCANS.map(([label, scan]) => [
        label,
        '',
        ...TENANTS.map((tenants) => dollars(tenants * firstScanCost(scan))),
      ]),
    ],
  );
}

const sum = (month: Readonly<Record<string, number>>): number =>
  Object.values(month).reduce((total, part) => total + part, 0);

const count = (value: number): string => value.toLocaleString('en-US');

const dollars = (value: number): string =>
  value.toLocaleString(
    'en-US',
    value < 100 ? { minimumFractionDigits: 2, maximumFractionDigits: 2 } : { maximumFractionDigits: 0 },
  );

const table = (head: readonly string[], rows: readonly (readonly string[])[]): string =>
  [head, head.map((_, at) => (at === 0 ? '---' : '---:')), ...rows]
    .map((row) => `| ${row.join(' | ')} |`)
    .join('\n');

if (import.meta.main) console.log(Object.values(costTables()).join('\n\n'));
