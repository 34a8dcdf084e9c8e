import { beforeEach, expect, test } from 'vitest';
import { createHandler as exportList } from '../../functions/export-list/handler.ts';
import { FACT_SOURCE } from '../../infra/constructs/facts.ts';
import { matchesPattern } from '../../local/aws/services/event-pattern.ts';
import { routes } from '../../shared/api/routes.ts';
import { anActivity } from '../support/activities.ts';
import { ocsfProblems } from '../support/ocsf.ts';
import { type ScanWorld, scanWorld, TENANT } from '../support/scan-world.ts';
import { text } from '../support/source-files.ts';
import { apiDepsOf, send } from './request.ts';

// One mapping gives the records of the bus, the archive and the export; what differs is how much they tell.

const CARD = ['4539', '1488', '0343', '6467'].join(' ');
let world: ScanWorld;

beforeEach(async () => {
  world = await scanWorld();
  world.provider.userList.set('org-1', [
    { id: 'user_mira', fullName: 'Mira Solberg', email: 'mira@example.com' },
  ]);
  world.provider.feed = [
    anActivity({ type: 'claude_file_uploaded', fileId: 'file_1', at: '2026-10-05T08:00:00Z' }),
  ];
  world.provider.files.set('file_1', {
    name: 'salaries.txt',
    contentType: 'text/plain',
    bytes: new TextEncoder().encode(`Credit card number: ${CARD}\n`),
  });
});

const recordOf = (type: string) => {
  const fact = world.facts.published.find((each) => each.type === type);
  return fact?.detail.ocsf as Record<string, unknown>;
};

const exported = async () => {
  const handler = exportList({
    ...apiDepsOf(world),
    exports: { put: async () => Promise.reject(new Error('Nothing is large here.')) },
  });
  const { text: lines } = await send(handler, routes.exportEvents, {
    headers: { accept: 'application/vnd.ocsf+x-ndjson' },
    claims: { sub: 's', tenant_id: TENANT, roles: ['viewer'] },
  });
  return lines
    .split('\n')
    .filter(Boolean)
    .map((line) => JSON.parse(line) as Record<string, unknown>);
};

test('a finding on the bus follows the rules and names nobody and no file', async () => {
  await world.scan();
  const record = recordOf('SensitiveDataFound');

  expect(ocsfProblems(record)).toEqual([]);
  expect(record).toMatchObject({
    class_uid: 2006,
    actor: { user: { uid: 'user_mira' } },
    resources: [{ uid: 'file_1', type: 'file' }],
  });
  expect(JSON.stringify(world.facts.published)).not.toMatch(/mira@|Solberg|salaries|line 1|6467/);
});

test('a scan on the bus follows the rules, ended well or badly', async () => {
  await world.scan();
  expect(ocsfProblems(recordOf('ScanCompleted'))).toEqual([]);
  expect(recordOf('ScanCompleted')).toMatchObject({ class_uid: 6007, activity_id: 2, num_detections: 1 });

  world.vault.secrets.clear();
  world.clock.advance(60_000);
  await world.scan();
  expect(ocsfProblems(recordOf('ScanFailed'))).toEqual([]);
  expect(recordOf('ScanFailed')).toMatchObject({ activity_id: 6, status_code: 'SECRET_MISSING' });
});

test('the rules of docs/siem.md take the facts that they are said to take', async () => {
  await world.scan();
  world.vault.secrets.clear();
  world.clock.advance(60_000);
  await world.scan();
  const events = world.facts.published.map(({ type, detail }) => ({
    source: FACT_SOURCE,
    'detail-type': type,
    detail: JSON.parse(
      JSON.stringify({ ...detail, tenant: 'acme', ...(type === 'SensitiveDataFound' && { risk: 'high' }) }),
    ),
  }));
  const patterns = [...text('docs/siem.md').matchAll(/^```json\n(\{\s+"source"[\s\S]*?)^```/gm)].map(
    ([, json = '']) => JSON.parse(json),
  );
  const taken = patterns.map((pattern) =>
    events.filter((event) => matchesPattern(pattern, event)).map((event) => event['detail-type']),
  );

  expect(events.map((event) => event['detail-type'])).toContain('ScanStarted');
  expect(taken).toEqual([
    ['SensitiveDataFound', 'ScanFailed'],
    ['SensitiveDataFound', 'ScanCompleted', 'ScanFailed'],
  ]);
});

test('the export tells the same, with names', async () => {
  await world.scan();
  const [finding, scan] = await exported();

  expect(scan).toEqual(recordOf('ScanCompleted'));
  const onTheBus = recordOf('SensitiveDataFound');
  for (const attribute of ['type_uid', 'severity_id', 'confidence_id', 'time', 'metadata', 'data_security']) {
    expect(finding?.[attribute]).toEqual(onTheBus[attribute]);
  }
  expect(finding).toMatchObject({ file: { name: 'salaries.txt' }, actor: { user: { uid: 'user_mira' } } });
});
