import { openSql } from '../sqlite.ts';

export interface StoredObject {
  bucket: string;
  key: string;
  /** File name inside the data folder. */
  file: string;
  size: number;
  etag: string;
  /** Epoch milliseconds. */
  modifiedAt: number;
  /** Headers to return with the object, its tags among them. */
  headers: Record<string, string>;
}

export interface StoredPart {
  number: number;
  file: string;
  size: number;
  etag: string;
}

export interface Upload {
  id: string;
  bucket: string;
  key: string;
  headers: Record<string, string>;
}

type ObjectRow = Omit<StoredObject, 'headers'> & { headers: string };

const SCHEMA = `
  CREATE TABLE IF NOT EXISTS bucket (name TEXT PRIMARY KEY, createdAt INT, settings TEXT DEFAULT '{}');
  CREATE TABLE IF NOT EXISTS object (bucket TEXT, key TEXT, file TEXT, size INT, etag TEXT, modifiedAt INT,
    headers TEXT, PRIMARY KEY (bucket, key)) WITHOUT ROWID;
  CREATE TABLE IF NOT EXISTS upload (id TEXT PRIMARY KEY, bucket TEXT, key TEXT, headers TEXT);
  CREATE TABLE IF NOT EXISTS part (upload TEXT, number INT, file TEXT, size INT, etag TEXT,
    PRIMARY KEY (upload, number)) WITHOUT ROWID;`;

const headersOf = (json: string): Record<string, string> => JSON.parse(json) as Record<string, string>;
const asObject = (row: ObjectRow): StoredObject => ({ ...row, headers: headersOf(row.headers) });

export type ObjectIndex = ReturnType<typeof objectIndex>;

/** Which buckets, objects and unfinished uploads there are; the bodies are files beside it. */
export function objectIndex(file: string) {
  const sql = openSql(file, SCHEMA);
  return {
    close: sql.close,
    createBucket: (name: string) =>
      sql.run('INSERT OR IGNORE INTO bucket (name, createdAt) VALUES (?, ?)', name, Date.now()),
    deleteBucket: (name: string) => sql.run('DELETE FROM bucket WHERE name = ?', name),
    buckets: () => sql.all<{ name: string; createdAt: number }>('SELECT * FROM bucket ORDER BY name'),
    hasBucket: (name: string) => sql.first('SELECT 1 FROM bucket WHERE name = ?', name) !== undefined,
    isEmpty: (bucket: string) => !sql.first('SELECT 1 FROM object WHERE bucket = ? LIMIT 1', bucket),
    /** Configuration documents of a bucket (lifecycle, versioning …) as they were put. */
    settings: (bucket: string): Record<string, string> =>
      headersOf(
        sql.first<{ settings: string }>('SELECT settings FROM bucket WHERE name = ?', bucket)?.settings ??
          '{}',
      ),
    saveSettings: (bucket: string, settings: Record<string, string>) =>
      sql.run('UPDATE bucket SET settings = ? WHERE name = ?', JSON.stringify(settings), bucket),

    object(bucket: string, key: string): StoredObject | undefined {
      const row = sql.first<ObjectRow>('SELECT * FROM object WHERE bucket = ? AND key = ?', bucket, key);
      return row && asObject(row);
    },
    saveObject: (o: StoredObject) =>
      sql.run(
        'INSERT OR REPLACE INTO object VALUES (?, ?, ?, ?, ?, ?, ?)',
        ...[o.bucket, o.key, o.file, o.size, o.etag, o.modifiedAt, JSON.stringify(o.headers)],
      ),
    deleteObject: (bucket: string, key: string) =>
      sql.run('DELETE FROM object WHERE bucket = ? AND key = ?', bucket, key),
    /** Objects in the order of their keys, from after `after` within the prefix. */
    objects: (bucket: string, prefix: string, after: string, limit: number): StoredObject[] =>
      sql
        .all<ObjectRow>(
          'SELECT * FROM object WHERE bucket = ? AND key > ? AND key >= ? AND key < ? ORDER BY key LIMIT ?',
          ...[bucket, after, prefix, `${prefix}\u{10FFFF}`, limit],
        )
        .map(asObject),
    objectsBefore: (bucket: string, prefix: string, time: number): StoredObject[] =>
      sql
        .all<ObjectRow>(
          'SELECT * FROM object WHERE bucket = ? AND key >= ? AND key < ? AND modifiedAt < ?',
          ...[bucket, prefix, `${prefix}\u{10FFFF}`, time],
        )
        .map(asObject),
    /** All files that something refers to. */
    files: (): Set<string> =>
      new Set(
        sql
          .all<{ file: string }>('SELECT file FROM object UNION SELECT file FROM part')
          .map((row) => row.file),
      ),

    saveUpload: (upload: Upload) =>
      sql.run(
        'INSERT INTO upload VALUES (?, ?, ?, ?)',
        ...[upload.id, upload.bucket, upload.key, JSON.stringify(upload.headers)],
      ),
    upload(id: string): Upload | undefined {
      const row = sql.first<Omit<Upload, 'headers'> & { headers: string }>(
        'SELECT * FROM upload WHERE id = ?',
        id,
      );
      return row && { ...row, headers: headersOf(row.headers) };
    },
    savePart: (upload: string, part: StoredPart) =>
      sql.run(
        'INSERT OR REPLACE INTO part VALUES (?, ?, ?, ?, ?)',
        ...[upload, part.number, part.file, part.size, part.etag],
      ),
    parts: (upload: string) =>
      sql.all<StoredPart>(
        'SELECT number, file, size, etag FROM part WHERE upload = ? ORDER BY number',
        upload,
      ),
    deleteUpload(id: string): void {
      sql.run('DELETE FROM part WHERE upload = ?', id);
      sql.run('DELETE FROM upload WHERE id = ?', id);
    },
  };
}
