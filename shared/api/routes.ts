import * as z from 'zod/mini';
import { agentDetail, agentExportQuery, agentList, agentListQuery } from './agent.ts';
import { auditList } from './audit.ts';
import { estimateAnswer } from './estimate.ts';
import { eventAnswer, eventExportQuery, eventList, eventListQuery, triageBody } from './event.ts';
import { exportLink } from './export.ts';
import {
  budgetBody,
  configureBody,
  coverageBody,
  deleteQuery,
  integrationCard,
  scheduleBody,
} from './integration.ts';
import { noticesAnswer, noticesBody } from './notices.ts';
import { overviewAnswer, overviewQuery } from './overview.ts';
import { pageQuery } from './page.ts';
import { POLICY_BODY_BYTES, policyAnswer, policyBody, tryAnswer, tryBody } from './policy.ts';
import {
  purgeAnswer,
  purgeBody,
  purgeList,
  purgeListQuery,
  retentionAnswer,
  retentionBody,
} from './privacy.ts';
import type { ProblemCode } from './problem.ts';
import { scanAnswer, scanCancelled, scanList, scanStarted } from './scan.ts';

/** `admin` includes `viewer`; `content-viewer` is included in none and includes none. */
export type Role = 'viewer' | 'content-viewer' | 'admin';

export type ApiFunction =
  | 'configure-integration'
  | 'delete-integration'
  | 'scan-now'
  | 'cancel-scan'
  | 'set-schedule'
  | 'set-coverage'
  | 'triage-event'
  | 'manage-policies'
  | 'try-policy'
  | 'manage-privacy'
  | 'manage-notices'
  | 'portal-queries'
  | 'export-list';

export interface Answer {
  readonly description: string;
  /** Absent where the answer has no JSON body. */
  readonly schema?: z.ZodMiniType;
  /** Media types other than JSON. */
  readonly mediaTypes?: readonly string[];
}

export interface Route {
  readonly method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  /** With `{name}` for path parameters, as API Gateway writes them. */
  readonly path: `/v1/${string}`;
  readonly role: Role;
  /** Folder name of the function that answers. */
  readonly function: ApiFunction;
  readonly summary: string;
  readonly query?: z.ZodMiniType<Readonly<Record<string, unknown>>>;
  readonly body?: z.ZodMiniType<Readonly<Record<string, unknown>>>;
  /** 16 KB unless told. */
  readonly maxBodyBytes?: number;
  /** A POST that changes nothing: it may be repeated as it is, and its answer is not kept. */
  readonly safe?: true;
  readonly answers: Readonly<Record<number, Answer>>;
  /** Beyond those that every route can answer. */
  readonly problems: readonly ProblemCode[];
}

const integration = '/v1/integrations/claude-enterprise';
const exportTypes = ['text/csv', 'application/x-ndjson'];

/**
 * Every route of the HTTP API, by operation id. Role checks, parsing, the gateway's routes and the OpenAPI document
 * all come from this table. Importing it does nothing.
 */
export const routes = {
  getIntegration: {
    method: 'GET',
    path: integration,
    role: 'viewer',
    function: 'portal-queries',
    summary: 'The integration card; `not_configured` where there is none',
    answers: { 200: { description: 'The card', schema: integrationCard } },
    problems: [],
  },
  configureIntegration: {
    method: 'POST',
    path: integration,
    role: 'admin',
    function: 'configure-integration',
    summary: 'Checks a Compliance Access Key against Anthropic, then stores it',
    body: configureBody,
    answers: { 201: { description: 'Configured', schema: integrationCard } },
    problems: [
      'INVALID_KEY_FORMAT',
      'ALREADY_CONFIGURED',
      'STILL_ERASING',
      'KEY_REJECTED',
      'MISSING_SCOPES',
      'WRONG_KEY_TYPE',
      'COMPLIANCE_API_DISABLED',
      'PROVIDER_UNAVAILABLE',
    ],
  },
  estimateScan: {
    method: 'POST',
    path: `${integration}/estimate`,
    role: 'admin',
    function: 'configure-integration',
    summary: 'Calls and minutes that the first scan of a configuration would take; nothing is stored',
    body: configureBody,
    safe: true,
    answers: { 200: { description: 'The estimate', schema: estimateAnswer } },
    problems: [
      'INVALID_KEY_FORMAT',
      'KEY_REJECTED',
      'MISSING_SCOPES',
      'WRONG_KEY_TYPE',
      'COMPLIANCE_API_DISABLED',
      'PROVIDER_UNAVAILABLE',
    ],
  },
  deleteIntegration: {
    method: 'DELETE',
    path: integration,
    role: 'admin',
    function: 'delete-integration',
    summary: 'Forgets the key and stops all work; keeps inventory and events unless `purge` is true',
    query: deleteQuery,
    answers: { 204: { description: 'Deleted' } },
    problems: ['NOT_CONFIGURED', 'INTEGRATION_CHANGED'],
  },
  scanNow: {
    method: 'POST',
    path: `${integration}/scans`,
    role: 'admin',
    function: 'scan-now',
    summary: 'Starts a scan',
    body: z.strictObject({}),
    answers: { 202: { description: 'Scanning', schema: scanStarted } },
    problems: ['SCAN_IN_PROGRESS', 'INVALID_API_KEY', 'NOT_CONFIGURED'],
  },
  listScans: {
    method: 'GET',
    path: `${integration}/scans`,
    role: 'viewer',
    function: 'portal-queries',
    summary: 'Scans, newest first',
    query: pageQuery,
    answers: { 200: { description: 'A page of scans', schema: scanList } },
    problems: ['INVALID_CURSOR'],
  },
  getScan: {
    method: 'GET',
    path: `${integration}/scans/{scanId}`,
    role: 'viewer',
    function: 'portal-queries',
    summary: 'One scan with progress, counts and completeness record',
    answers: { 200: { description: 'The scan', schema: scanAnswer } },
    problems: ['SCAN_NOT_FOUND'],
  },
  cancelScan: {
    method: 'DELETE',
    path: `${integration}/scans/{scanId}`,
    role: 'admin',
    function: 'cancel-scan',
    summary: 'Cancels a running scan',
    answers: { 202: { description: 'Cancelled', schema: scanCancelled } },
    problems: ['SCAN_NOT_FOUND', 'SCAN_NOT_RUNNING'],
  },
  setSchedule: {
    method: 'PUT',
    path: `${integration}/schedule`,
    role: 'admin',
    function: 'set-schedule',
    summary: 'Sets how often scans start by themselves',
    body: scheduleBody,
    answers: { 200: { description: 'The card', schema: integrationCard } },
    problems: ['NOT_CONFIGURED', 'INVALID_API_KEY', 'INTEGRATION_CHANGED'],
  },
  setCoverage: {
    method: 'PUT',
    path: `${integration}/coverage`,
    role: 'admin',
    function: 'set-coverage',
    summary: 'Sets what scans inspect',
    body: coverageBody,
    answers: { 200: { description: 'The card', schema: integrationCard } },
    problems: ['NOT_CONFIGURED', 'INTEGRATION_CHANGED'],
  },
  setBudget: {
    method: 'PUT',
    path: `${integration}/budget`,
    role: 'admin',
    function: 'set-coverage',
    summary: 'Sets how many calls and minutes each scan may spend; what it leaves, the next one goes on with',
    body: budgetBody,
    answers: { 200: { description: 'The card', schema: integrationCard } },
    problems: ['NOT_CONFIGURED', 'INTEGRATION_CHANGED'],
  },
  listAgents: {
    method: 'GET',
    path: '/v1/agents',
    role: 'viewer',
    function: 'portal-queries',
    summary: 'Agents: one per person and interface',
    query: agentListQuery,
    answers: { 200: { description: 'A page of agents', schema: agentList } },
    problems: ['INVALID_CURSOR'],
  },
  exportAgents: {
    method: 'GET',
    path: '/v1/agents/export',
    role: 'viewer',
    function: 'export-list',
    summary: 'All agents that match, as a file',
    query: agentExportQuery,
    answers: {
      200: { description: 'The file', mediaTypes: exportTypes },
      202: { description: 'A link to the file, where it is large', schema: exportLink },
    },
    problems: ['NOT_ACCEPTABLE', 'EXPORT_TOO_LARGE'],
  },
  getAgent: {
    method: 'GET',
    path: '/v1/agents/{agentId}',
    role: 'viewer',
    function: 'portal-queries',
    summary: 'One agent with use by day, models, evidence of its interface and findings',
    answers: { 200: { description: 'The agent', schema: agentDetail } },
    problems: ['AGENT_NOT_FOUND'],
  },
  listEvents: {
    method: 'GET',
    path: '/v1/events',
    role: 'viewer',
    function: 'portal-queries',
    summary: 'Events, newest first',
    query: eventListQuery,
    answers: { 200: { description: 'A page of events', schema: eventList } },
    problems: ['INVALID_CURSOR'],
  },
  exportEvents: {
    method: 'GET',
    path: '/v1/events/export',
    role: 'viewer',
    function: 'export-list',
    summary: 'All events that match, as a file; in OCSF 1.8.0 those with findings, and ended scans',
    query: eventExportQuery,
    answers: {
      200: { description: 'The file', mediaTypes: [...exportTypes, 'application/vnd.ocsf+x-ndjson'] },
      202: { description: 'A link to the file, where it is large', schema: exportLink },
    },
    problems: ['NOT_ACCEPTABLE', 'EXPORT_TOO_LARGE'],
  },
  getEvent: {
    method: 'GET',
    path: '/v1/events/{eventId}',
    role: 'viewer',
    function: 'portal-queries',
    summary: 'One event with its findings',
    answers: { 200: { description: 'The event', schema: eventAnswer } },
    problems: ['EVENT_NOT_FOUND'],
  },
  triageEvent: {
    method: 'PATCH',
    path: '/v1/events/{eventId}',
    role: 'admin',
    function: 'triage-event',
    summary: 'Moves an event to another state, with a note; later inspections leave both alone',
    body: triageBody,
    answers: { 200: { description: 'The event', schema: eventAnswer } },
    problems: ['EVENT_NOT_FOUND', 'EVENT_HISTORY_FULL'],
  },
  revealEvent: {
    method: 'POST',
    path: '/v1/events/{eventId}/reveal',
    role: 'content-viewer',
    function: 'triage-event',
    summary: 'The event with masked samples of what was found; who asked for them stands in the audit',
    safe: true,
    answers: { 200: { description: 'The event', schema: eventAnswer } },
    problems: ['EVENT_NOT_FOUND'],
  },
  getPolicies: {
    method: 'GET',
    path: '/v1/policies',
    role: 'viewer',
    function: 'manage-policies',
    summary: 'What is looked for and how much it matters, with the catalogue of built-in data types',
    answers: { 200: { description: 'The policy', schema: policyAnswer } },
    problems: [],
  },
  setPolicies: {
    method: 'PUT',
    path: '/v1/policies',
    role: 'admin',
    function: 'manage-policies',
    summary:
      'Puts a policy into force from the next scan on; values to exclude or to look for are kept as hashes',
    body: policyBody,
    maxBodyBytes: POLICY_BODY_BYTES,
    answers: { 200: { description: 'The policy', schema: policyAnswer } },
    problems: ['POLICY_CHANGED', 'POLICY_TOO_LARGE'],
  },
  tryPolicy: {
    method: 'POST',
    path: '/v1/policies/try',
    role: 'viewer',
    function: 'try-policy',
    summary: 'What a policy finds in a text; nothing is kept, and the answer holds masked samples only',
    body: tryBody,
    maxBodyBytes: POLICY_BODY_BYTES,
    safe: true,
    answers: { 200: { description: 'The findings', schema: tryAnswer } },
    problems: [],
  },
  getOverview: {
    method: 'GET',
    path: '/v1/overview',
    role: 'viewer',
    function: 'portal-queries',
    summary: 'Counts of a period that ends today: people, agents, use, files, findings, open problems',
    query: overviewQuery,
    answers: { 200: { description: 'The counts', schema: overviewAnswer } },
    problems: [],
  },
  listAudit: {
    method: 'GET',
    path: '/v1/audit',
    role: 'admin',
    function: 'portal-queries',
    summary: 'Who did what in the portal, newest first',
    query: pageQuery,
    answers: { 200: { description: 'A page of audit entries', schema: auditList } },
    problems: ['INVALID_CURSOR'],
  },
  getRetention: {
    method: 'GET',
    path: '/v1/privacy/retention',
    role: 'viewer',
    function: 'manage-privacy',
    summary: 'How long events, audit entries and days of use are kept',
    answers: { 200: { description: 'The retention', schema: retentionAnswer } },
    problems: [],
  },
  setRetention: {
    method: 'PUT',
    path: '/v1/privacy/retention',
    role: 'admin',
    function: 'manage-privacy',
    summary: 'Sets how long they are kept, for what comes and, by a job, for what is there',
    body: retentionBody,
    answers: { 200: { description: 'The retention', schema: retentionAnswer } },
    problems: [],
  },
  purgePerson: {
    method: 'POST',
    path: '/v1/privacy/purges',
    role: 'admin',
    function: 'manage-privacy',
    summary: 'Starts a job that removes every trace of a person, and ends with a certificate',
    body: purgeBody,
    answers: { 202: { description: 'Purging', schema: purgeAnswer } },
    problems: [],
  },
  listPurges: {
    method: 'GET',
    path: '/v1/privacy/purges',
    role: 'admin',
    function: 'manage-privacy',
    summary: 'Purges and their certificates, newest first; of one person where the user id is given',
    query: purgeListQuery,
    answers: { 200: { description: 'A page of purges', schema: purgeList } },
    problems: ['INVALID_CURSOR'],
  },
  getPurge: {
    method: 'GET',
    path: '/v1/privacy/purges/{purgeId}',
    role: 'admin',
    function: 'manage-privacy',
    summary: 'One purge: what was removed, how many of each kind, when, and who asked for it',
    answers: { 200: { description: 'The purge', schema: purgeAnswer } },
    problems: ['PURGE_NOT_FOUND'],
  },
  getNotices: {
    method: 'GET',
    path: '/v1/notices',
    role: 'admin',
    function: 'manage-notices',
    summary: 'Which SNS topics are told of what',
    answers: { 200: { description: 'The targets', schema: noticesAnswer } },
    problems: [],
  },
  setNotices: {
    method: 'PUT',
    path: '/v1/notices',
    role: 'admin',
    function: 'manage-notices',
    summary: 'Sets which SNS topics are told of rejected keys, failed and stale scans and high-risk findings',
    body: noticesBody,
    answers: { 200: { description: 'The targets', schema: noticesAnswer } },
    problems: ['NOTICE_TOPIC_REFUSED'],
  },
} as const satisfies Readonly<Record<string, Route>>;

export type OperationId = keyof typeof routes;
