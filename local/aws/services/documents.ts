import { openSql, type Sql } from '../sqlite.ts';

/** Documents by key, kept as JSON. */
export interface Documents<Document> {
  get(key: string): Document | undefined;
  put(key: string, document: Document): void;
  delete(key: string): void;
  all(): Document[];
}

export interface DocumentDatabase {
  collection<Document>(name: 'secret' | 'schedule' | 'key'): Documents<Document>;
  close(): void;
}

const TABLES = ['secret', 'schedule', 'key']
  .map((name) => `CREATE TABLE IF NOT EXISTS "${name}" (key TEXT PRIMARY KEY, document TEXT);`)
  .join(' ');

/** What is deleted is overwritten: a deleted secret must not stay readable in the file. */
const SCHEMA = `PRAGMA secure_delete=ON; ${TABLES}`;

function documents<Document>(sql: Sql, table: string): Documents<Document> {
  interface Row {
    document: string;
  }
  const parse = (row: Row): Document => JSON.parse(row.document) as Document;
  return {
    get(key) {
      const row = sql.first<Row>(`SELECT document FROM "${table}" WHERE key = ?`, key);
      return row && parse(row);
    },
    put(key, document) {
      sql.run(`INSERT OR REPLACE INTO "${table}" VALUES (?, ?)`, key, JSON.stringify(document));
    },
    delete(key) {
      sql.run(`DELETE FROM "${table}" WHERE key = ?`, key);
      // Nor in the log beside it.
      sql.all('PRAGMA wal_checkpoint(TRUNCATE)');
    },
    all: () => sql.all<Row>(`SELECT document FROM "${table}" ORDER BY key`).map(parse),
  };
}

/** In memory, or in a file that only its owner may read: it holds secrets. */
export function openDocuments(file?: string): DocumentDatabase {
  const sql = openSql(file, SCHEMA);
  return { collection: (name) => documents(sql, name), close: sql.close };
}
