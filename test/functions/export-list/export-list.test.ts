import { beforeEach, describe, expect, test } from 'vitest';
import { MAX_INLINE_BYTES } from '../../../functions/export-list/export-list.ts';
import { createHandler } from '../../../functions/export-list/handler.ts';
import { exportLines, MAX_ROWS } from '../../../functions/export-list/lines.ts';
import { routes } from '../../../shared/api/routes.ts';
import type { ExportFile } from '../../../shared/ports/export-area.ts';
import { type MemoryWorld, memoryWorld } from '../../support/memory/world.ts';
import { anAgent, anEvent, auditOf, given } from '../builders.ts';
import { apiDepsOf, type Sent, send } from '../request.ts';

let world: MemoryWorld;
let stored: { tenant: string; file: ExportFile; text: string }[];

beforeEach(() => {
  world = memoryWorld();
  stored = [];
});

const handler = () =>
  createHandler({
    ...apiDepsOf(world),
    exports: {
      put: async (tenant, file) => {
        let text = '';
        for await (const part of file.text) text += part;
        stored.push({ tenant, file, text });
        return {
          url: 'https://bucket.example.com/exports/acme/1?sig',
          expiresAt: '2026-10-01T12:15:00.000Z',
        };
      },
    },
  });

const exportEvents = (sent: Sent = {}) => send(handler(), routes.exportEvents, sent);
const exportAgents = (sent: Sent = {}) => send(handler(), routes.exportAgents, sent);
const ndjson = { headers: { accept: 'application/x-ndjson' } };

const manyEvents = (count: number, name: (n: number) => string) => {
  for (let n = 0; n < count; n += 1) {
    given.event(world, anEvent({ item: { ...anEvent().item, id: `f${n}`, name: name(n) } }));
  }
};

describe('CSV', () => {
  test('is a file with a byte order mark, a head and a line for each row', async () => {
    given.agent(world, 'acme', anAgent());

    const { status, headers, text } = await exportAgents();

    expect(status).toBe(200);
    expect(headers).toMatchObject({
      'content-type': 'text/csv; charset=utf-8',
      'content-disposition': 'attachment; filename="agents.csv"',
      'x-content-type-options': 'nosniff',
    });
    const [head, row, end, ...rest] = text.split('\r\n');
    expect(head?.startsWith('\uFEFF"Agent ID","Name","Type"')).toBe(true);
    expect(row).toContain(
      '"user_1.desktop","Claude Desktop (Compliance API)","desktop","Anthropic","ada@example.com","Ada"',
    );
    expect(row).toContain('"High","41.5","estimated","28","Claude Sonnet 4.5; Claude Opus 5"');
    expect([end, rest]).toEqual(['', []]);
  });

  test('keeps every cell of an event and neutralises what a spreadsheet would run', async () => {
    given.event(
      world,
      anEvent({
        item: { ...anEvent().item, name: '=HYPERLINK("https://example.com")' },
        user: { userId: 'user_1', email: '@SUM(A1)' },
      }),
    );

    const { text, headers } = await exportEvents();

    expect(headers['content-disposition']).toBe('attachment; filename="events.csv"');
    expect(text).toContain(`"'=HYPERLINK(""https://example.com"")"`);
    expect(text).toContain(`"'@SUM(A1)"`);
    expect(text).toContain('"Payment card number (3)"');
  });
});

describe('NDJSON', () => {
  test('has the list’s own shape, a line for each row', async () => {
    manyEvents(3, (n) => `file ${n}`);

    const { headers, text } = await exportEvents(ndjson);

    expect(headers['content-type']).toBe('application/x-ndjson; charset=utf-8');
    expect(headers['content-disposition']).toBe('attachment; filename="events.ndjson"');
    const rows = text
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line) as { item: { name: string } });
    expect(rows.map(({ item }) => item.name).sort()).toEqual(['file 0', 'file 1', 'file 2']);
  });

  test('of nothing is empty', async () => {
    expect(await exportEvents(ndjson)).toMatchObject({ status: 200, text: '' });
  });
});

test('another format is refused', async () => {
  const { status, json } = await exportEvents({ headers: { accept: 'application/pdf' } });

  expect([status, json.code]).toEqual([406, 'NOT_ACCEPTABLE']);
});

test('the filters are those of the list, without pages', async () => {
  given.event(world, anEvent());
  given.event(world, anEvent({ time: '2026-10-01T11:00:00.000Z', risk: 'low' }));

  const low = await exportEvents({ ...ndjson, query: { risk: 'low' } });
  const paged = await exportEvents({ query: { limit: '1' } });

  expect(low.text.trimEnd().split('\n')).toHaveLength(1);
  expect([paged.status, paged.json.code]).toEqual([400, 'VALIDATION']);
});

test('more rows than one page of the list are all there', async () => {
  manyEvents(450, (n) => `file ${n}`);

  expect((await exportEvents(ndjson)).text.trimEnd().split('\n')).toHaveLength(450);
});

test('what is too large for an answer is stored, whole, and linked', async () => {
  manyEvents(60, (n) => `${n} ${'x'.repeat(100_000)}`);

  const { status, json } = await exportEvents();

  expect(status).toBe(202);
  expect(json).toEqual({
    url: 'https://bucket.example.com/exports/acme/1?sig',
    expiresAt: '2026-10-01T12:15:00.000Z',
  });
  expect(stored).toMatchObject([
    { tenant: 'acme', file: { name: 'events.csv', mediaType: 'text/csv; charset=utf-8' } },
  ]);
  expect(stored[0]?.text.split('\r\n')).toHaveLength(62);
  expect(stored[0]!.text.length).toBeGreaterThan(MAX_INLINE_BYTES);
});

test('an answer stays below what Lambda takes, even where JSON doubles its characters', async () => {
  manyEvents(60, () => '"'.repeat(40_000));

  const { status } = await exportEvents(ndjson);

  expect(status).toBe(202);
});

test('rows are never left out in silence', async () => {
  const page = { items: Array.from({ length: 200 }, (_, n) => n), next: { n: 1 } };
  const lines = exportLines(async () => page, String, [], 'application/x-ndjson');
  let rows = 0;

  const read = async () => {
    for await (const _ of lines) rows += 1;
  };

  await expect(read()).rejects.toMatchObject({ code: 'EXPORT_TOO_LARGE', extra: { maxRows: MAX_ROWS } });
  expect(rows).toBe(MAX_ROWS);
});

test('each export is audited', async () => {
  given.agent(world, 'acme', anAgent());

  await exportAgents(ndjson);

  expect(await auditOf(world)).toMatchObject([
    {
      action: 'export',
      outcome: 'done',
      details: { list: 'agents', format: 'application/x-ndjson', outcome: 'inline' },
    },
  ]);
});
