import * as z from 'zod/mini';
import { agentAnswer, agentDetail, agentList } from './agent.ts';
import { auditList } from './audit.ts';
import { estimateAnswer } from './estimate.ts';
import { eventAnswer, eventList } from './event.ts';
import { exportLink } from './export.ts';
import { integrationCard } from './integration.ts';
import { noticesAnswer } from './notices.ts';
import { overviewAnswer } from './overview.ts';
import { policyAnswer, tryAnswer } from './policy.ts';
import { purgeAnswer, purgeList, retentionAnswer } from './privacy.ts';
import { PROBLEMS, type ProblemCode, problem } from './problem.ts';
import { type Answer, type OperationId, type Route, routes } from './routes.ts';
import { completenessRecord, scanAnswer, scanCancelled, scanList, scanStarted } from './scan.ts';

type Json = Readonly<Record<string, unknown>>;

/** Answers by the name that they have in the document. */
const named: Readonly<Record<string, z.ZodMiniType>> = {
  Agent: agentAnswer,
  AgentDetail: agentDetail,
  AgentList: agentList,
  AuditList: auditList,
  CompletenessRecord: completenessRecord,
  Estimate: estimateAnswer,
  Event: eventAnswer,
  EventList: eventList,
  ExportLink: exportLink,
  IntegrationCard: integrationCard,
  Notices: noticesAnswer,
  Overview: overviewAnswer,
  Policies: policyAnswer,
  Problem: problem,
  Purge: purgeAnswer,
  PurgeList: purgeList,
  Retention: retentionAnswer,
  Scan: scanAnswer,
  ScanCancelled: scanCancelled,
  ScanList: scanList,
  ScanStarted: scanStarted,
  TriedPolicy: tryAnswer,
};

/** Problems that any route can answer. */
const common: readonly ProblemCode[] = ['FORBIDDEN', 'NO_TENANT', 'INTERNAL_ERROR', 'UNAVAILABLE'];

const forInput: readonly ProblemCode[] = ['VALIDATION'];
const forBodies: readonly ProblemCode[] = ['BODY_TOO_LARGE'];
const forPosts: readonly ProblemCode[] = ['IDEMPOTENCY_RUNNING', 'IDEMPOTENCY_MISMATCH'];

/** The OpenAPI 3.1 document of all routes, from the schemas that the functions parse with. */
export function openApiDocument(): Json {
  return {
    openapi: '3.1.0',
    info: {
      title: 'Claude Enterprise Integration',
      version: '1',
      description:
        'Connects a security portal to a customer’s Anthropic tenant. The tenant and the roles come from the token; `admin` includes `viewer`, and `content-viewer` alone may reveal samples. Every answer of a function names its request in the header `X-Correlation-Id`.',
      license: { name: 'Apache-2.0', identifier: 'Apache-2.0' },
    },
    servers: [{ url: '/' }],
    security: [{ token: [] }],
    paths: paths(),
    components: {
      securitySchemes: { token: { type: 'http', scheme: 'bearer', bearerFormat: 'JWT' } },
      schemas: namedSchemas(),
    },
  };
}

function paths(): Json {
  const byPath: Record<string, Record<string, Json>> = {};
  for (const [operationId, route] of Object.entries(routes) as [OperationId, Route][]) {
    byPath[route.path] = {
      ...byPath[route.path],
      [route.method.toLowerCase()]: operation(operationId, route),
    };
  }
  return byPath;
}

function operation(operationId: OperationId, route: Route): Json {
  const parameters = [...pathParameters(route), ...queryParameters(route), ...headerParameters(route)];
  return {
    operationId,
    summary: route.summary,
    description: `Role: ${route.role}.`,
    ...(parameters.length > 0 && { parameters }),
    ...(route.body && { requestBody: requestBody(route.body) }),
    responses: { ...answersOf(route), ...problemsOf(route) },
  };
}

const keepsAnswers = ({ method, safe }: Route): boolean => method === 'POST' && !safe;

const pathParameters = ({ path }: Route): Json[] =>
  [...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => ({
    name,
    in: 'path',
    required: true,
    schema: { type: 'string' },
  }));

function queryParameters({ query }: Route): Json[] {
  if (!query) return [];
  const { properties = {}, required = [] } = inputSchema(query) as {
    properties?: Readonly<Record<string, Json>>;
    required?: readonly string[];
  };
  return Object.entries(properties).map(([name, schema]) => ({
    name,
    in: 'query',
    required: required.includes(name),
    schema,
  }));
}

function headerParameters(route: Route): Json[] {
  if (!keepsAnswers(route)) return [];
  const description = 'The same key and body give the same answer for 24 hours.';
  const schema = { type: 'string', minLength: 1, maxLength: 200 };
  return [{ name: 'Idempotency-Key', in: 'header', required: false, description, schema }];
}

const requestBody = (body: NonNullable<Route['body']>): Json => ({
  required: !body.safeParse({}).success,
  content: { 'application/json': { schema: inputSchema(body) } },
});

const answersOf = ({ answers }: Route): Json =>
  Object.fromEntries(Object.entries(answers).map(([status, answer]) => [status, response(answer)]));

function response({ description, schema, mediaTypes = [] }: Answer): Json {
  const json = schema ? [['application/json', { schema: referenceTo(schema) }] as const] : [];
  const files = mediaTypes.map((type) => [type, { schema: { type: 'string' } }] as const);
  const content = Object.fromEntries([...json, ...files]);
  return { description, ...(Object.keys(content).length > 0 && { content }) };
}

function problemsOf(route: Route): Json {
  const codes: ProblemCode[] = [
    ...common,
    ...forInput,
    ...(route.body ? forBodies : []),
    ...(keepsAnswers(route) ? forPosts : []),
    ...route.problems,
  ];
  const byStatus = Object.groupBy(codes, (code) => String(PROBLEMS[code].status));
  const unauthorized = { 401: { description: 'The token is missing, expired or not genuine' } };
  const documents = Object.entries(byStatus).map(([status, list = []]) => [
    status,
    {
      description: list.map((code) => `\`${code}\``).join(', '),
      content: { 'application/problem+json': { schema: referenceTo(problem) } },
    },
  ]);
  return { ...unauthorized, ...Object.fromEntries(documents) };
}

const address = (name: string) => `#/components/schemas/${name}`;

function referenceTo(schema: z.ZodMiniType): Json {
  const [name] = Object.entries(named).find(([, each]) => each === schema) ?? [];
  if (!name) throw new Error('An answer has no name in the OpenAPI document.');
  return { $ref: address(name) };
}

function namedSchemas(): Json {
  const registry = z.registry<{ id: string }>();
  for (const [id, schema] of Object.entries(named)) registry.add(schema, { id });
  return plain(z.toJSONSchema(registry, { uri: address, io: 'output' }).schemas) as Json;
}

const inputSchema = (schema: z.ZodMiniType): Json => plain(z.toJSONSchema(schema, { io: 'input' })) as Json;

/** Without what says nothing: addresses of the parts, patterns beside a `format`, the bounds of exact numbers. */
function plain(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(plain);
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value).filter(
    ([key, member]) =>
      !(key === '$schema' || key === '$id') &&
      !(key === 'pattern' && 'format' in value) &&
      !(Math.abs(Number(member)) === Number.MAX_SAFE_INTEGER),
  );
  return Object.fromEntries(entries.map(([key, member]) => [key, plain(member)]));
}
