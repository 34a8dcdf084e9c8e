import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { parse } from 'yaml';
import { openApiDocument } from '../../../shared/api/openapi.ts';
import { type Route, routes } from '../../../shared/api/routes.ts';

const root = join(import.meta.dirname, '../../..');

/** The routes of the first release, as they were agreed. */
const agreed = [
  'GET /v1/integrations/claude-enterprise viewer',
  'POST /v1/integrations/claude-enterprise admin',
  'POST /v1/integrations/claude-enterprise/estimate admin',
  'DELETE /v1/integrations/claude-enterprise admin',
  'POST /v1/integrations/claude-enterprise/scans admin',
  'GET /v1/integrations/claude-enterprise/scans viewer',
  'GET /v1/integrations/claude-enterprise/scans/{scanId} viewer',
  'DELETE /v1/integrations/claude-enterprise/scans/{scanId} admin',
  'PUT /v1/integrations/claude-enterprise/schedule admin',
  'PUT /v1/integrations/claude-enterprise/budget admin',
  'PUT /v1/integrations/claude-enterprise/coverage admin',
  'GET /v1/agents viewer',
  'GET /v1/agents/{agentId} viewer',
  'GET /v1/events viewer',
  'GET /v1/events/{eventId} viewer',
  'GET /v1/agents/export viewer',
  'GET /v1/events/export viewer',
  'GET /v1/audit admin',
  'PATCH /v1/events/{eventId} admin',
  'POST /v1/events/{eventId}/reveal content-viewer',
  'GET /v1/overview viewer',
  'GET /v1/policies viewer',
  'PUT /v1/policies admin',
  'POST /v1/policies/try viewer',
  'GET /v1/privacy/retention viewer',
  'PUT /v1/privacy/retention admin',
  'POST /v1/privacy/purges admin',
  'GET /v1/privacy/purges admin',
  'GET /v1/privacy/purges/{purgeId} admin',
  'GET /v1/notices admin',
  'PUT /v1/notices admin',
];

interface Operation {
  readonly operationId: string;
  readonly requestBody?: { readonly required: boolean };
  readonly responses: Readonly<Record<string, unknown>>;
}

const document = parse(readFileSync(join(root, 'docs/openapi.yaml'), 'utf8')) as {
  readonly paths: Readonly<Record<string, Readonly<Record<string, Operation>>>>;
  readonly components: { readonly schemas: Readonly<Record<string, unknown>> };
};

test('the committed document is what the schemas give', () => {
  const { status, stderr } = spawnSync(process.execPath, [join(root, 'local/openapi.ts'), '--check'], {
    encoding: 'utf8',
  });

  expect(stderr).toBe('');
  expect(status).toBe(0);
  expect(document).toEqual(JSON.parse(JSON.stringify(openApiDocument())));
});

test('the table holds every agreed route with its role, and no other', () => {
  const table = Object.values<Route>(routes).map(({ method, path, role }) => `${method} ${path} ${role}`);

  expect(table.sort()).toEqual([...agreed].sort());
});

test('every route is an operation with its answers and its problems', () => {
  for (const [operationId, route] of Object.entries<Route>(routes)) {
    const operation = document.paths[route.path]?.[route.method.toLowerCase()];

    expect(operation?.operationId).toBe(operationId);
    expect(Object.keys(operation?.responses ?? {})).toEqual(
      expect.arrayContaining([...Object.keys(route.answers), '400', '401', '403', '500', '503']),
    );
    const told = JSON.stringify(operation?.responses);
    for (const code of route.problems) expect(told).toContain(`\`${code}\``);
  }
});

test('every reference leads somewhere', () => {
  const text = JSON.stringify(document);
  const names = [...text.matchAll(/"#\/components\/schemas\/(\w+)"/g)].map(([, name]) => name!);

  expect(names.length).toBeGreaterThan(20);
  for (const name of names) expect(document.components.schemas).toHaveProperty(name);
});

test('only Scan Now needs no body of the requests that take one', () => {
  const optional = Object.values(document.paths)
    .flatMap((operations) => Object.values(operations))
    .filter(({ requestBody }) => requestBody?.required === false)
    .map(({ operationId }) => operationId);

  expect(optional).toEqual(['scanNow']);
});
