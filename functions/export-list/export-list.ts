import type { ExportLink } from '../../shared/api/export.ts';
import type { ExportArea } from '../../shared/ports/export-area.ts';
import { type AuditDeps, audited } from '../../shared/runtime/audited.ts';
import type { Caller } from '../../shared/runtime/caller.ts';
import type { Format } from './format.ts';

export interface ExportListDeps extends AuditDeps {
  readonly exports: ExportArea;
}

export interface ListExport {
  readonly list: 'agents' | 'events';
  readonly format: Format;
  readonly lines: AsyncGenerator<string, void>;
}

export type Exported =
  | { readonly outcome: 'inline'; readonly name: string; readonly mediaType: string; readonly text: string }
  | { readonly outcome: 'stored'; readonly link: ExportLink };

const EXTENSIONS: Readonly<Record<Format, string>> = {
  'text/csv': 'csv',
  'application/x-ndjson': 'ndjson',
  'application/vnd.ocsf+x-ndjson': 'ocsf.ndjson',
};

/** As JSON text inside the function's answer, of which Lambda takes 6 MB. */
export const MAX_INLINE_BYTES = 4 * 1_024 * 1_024;

/** A list as a file: in the answer where it is small, else in the export area. */
export const exportList = (
  deps: ExportListDeps,
  caller: Pick<Caller, 'tenant' | 'actor'>,
  { list, format, lines }: ListExport,
): Promise<Exported> =>
  audited(
    deps,
    caller,
    'export',
    async () => {
      const name = `${list}.${EXTENSIONS[format]}`;
      const mediaType = `${format}; charset=utf-8`;
      const { head, ended } = await readHead(lines);
      if (ended) return { outcome: 'inline', name, mediaType, text: head.join('') } as const;
      const link = await deps.exports.put(caller.tenant, { name, mediaType, text: inTurn(head, lines) });
      return { outcome: 'stored', link } as const;
    },
    ({ outcome }) => ({ list, format, outcome }),
  );

/** Reads until the end, or until the answer is full. */
async function readHead(lines: AsyncGenerator<string, void>): Promise<{ head: string[]; ended: boolean }> {
  const head: string[] = [];
  let bytes = 0;
  while (bytes <= MAX_INLINE_BYTES) {
    const next = await lines.next();
    if (next.done) return { head, ended: true };
    head.push(next.value);
    bytes += Buffer.byteLength(JSON.stringify(next.value));
  }
  return { head, ended: false };
}

async function* inTurn(head: readonly string[], rest: AsyncIterable<string>): AsyncGenerator<string, void> {
  yield* head;
  yield* rest;
}
