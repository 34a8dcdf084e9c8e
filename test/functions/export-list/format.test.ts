import { expect, test } from 'vitest';
import { EVENT_FORMATS, FORMATS, formatFrom } from '../../../functions/export-list/format.ts';

test.each([
  [undefined, 'text/csv'],
  ['', 'text/csv'],
  ['*/*', 'text/csv'],
  ['text/*', 'text/csv'],
  ['text/csv', 'text/csv'],
  ['TEXT/CSV; charset=utf-8', 'text/csv'],
  ['application/x-ndjson', 'application/x-ndjson'],
  ['application/*', 'application/x-ndjson'],
  ['text/csv;q=0.5, application/x-ndjson', 'application/x-ndjson'],
  ['text/csv, application/x-ndjson', 'text/csv'],
  ['text/html, application/xhtml+xml, */*;q=0.1', 'text/csv'],
  ['text/csv;q=0, application/x-ndjson;q=0.1', 'application/x-ndjson'],
])('Accept %j gives %s', (accept, format) => {
  expect(formatFrom(accept, FORMATS)).toBe(format);
});

test.each(['application/json', 'text/csv;q=0', 'csv', 'application/vnd.ocsf+x-ndjson', ';;,,'])(
  'Accept %j cannot be met',
  (accept) => {
    expect(() => formatFrom(accept, FORMATS)).toThrow(expect.objectContaining({ code: 'NOT_ACCEPTABLE' }));
  },
);

test.each([
  ['application/vnd.ocsf+x-ndjson', 'application/vnd.ocsf+x-ndjson'],
  ['application/*', 'application/x-ndjson'],
  ['*/*', 'text/csv'],
])('for events Accept %j gives %s', (accept, format) => {
  expect(formatFrom(accept, EVENT_FORMATS)).toBe(format);
});
