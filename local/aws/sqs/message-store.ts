import { openSql } from '../sqlite.ts';
import type { Queue } from './queue.ts';

/** A stored message; times are epoch milliseconds. */
export interface StoredMessage {
  /** Position in the order of arrival, also the FIFO sequence number. */
  seq: number;
  queue: string;
  id: string;
  body: string;
  /** JSON of the message attributes. */
  attributes: string | null;
  sentAt: number;
  visibleAt: number;
  receiveCount: number;
  firstReceivedAt: number | null;
  /** Handle of the latest receive. */
  receipt: string | null;
  groupId: string | null;
  deduplicationId: string | null;
  /** ARN of the queue that a dead letter came from. */
  source: string | null;
}

export type NewMessage = Pick<
  StoredMessage,
  'queue' | 'id' | 'body' | 'attributes' | 'sentAt' | 'visibleAt' | 'groupId' | 'deduplicationId'
>;

const SCHEMA = `
  CREATE TABLE IF NOT EXISTS queue (name TEXT PRIMARY KEY, attributes TEXT, tags TEXT, createdAt INT);
  CREATE TABLE IF NOT EXISTS message (
    seq INTEGER PRIMARY KEY AUTOINCREMENT, queue TEXT, id TEXT, body TEXT, attributes TEXT, sentAt INT,
    visibleAt INT, receiveCount INT DEFAULT 0, firstReceivedAt INT, receipt TEXT, groupId TEXT,
    deduplicationId TEXT, source TEXT);
  CREATE INDEX IF NOT EXISTS due ON message (queue, visibleAt, seq);
  CREATE INDEX IF NOT EXISTS grouped ON message (queue, groupId, seq) WHERE groupId IS NOT NULL;
  CREATE TABLE IF NOT EXISTS deduplication (
    queue TEXT, key TEXT, id TEXT, seq INT, at INT, PRIMARY KEY (queue, key)) WITHOUT ROWID;`;

const INSERT = `INSERT INTO message (queue, id, body, attributes, sentAt, visibleAt, groupId, deduplicationId)
  VALUES (?, ?, ?, ?, ?, ?, ?, ?)`;
const DUE = 'SELECT * FROM message WHERE queue = ? AND visibleAt <= ? ORDER BY visibleAt, seq LIMIT ?';
/** Oldest first, and nothing of a group that has an earlier message in flight or delayed. */
const DUE_FIFO = `SELECT * FROM message m WHERE queue = ? AND visibleAt <= ? AND NOT EXISTS (
    SELECT 1 FROM message b WHERE b.queue = m.queue AND b.groupId = m.groupId AND b.seq < m.seq AND b.visibleAt > ?)
  ORDER BY seq LIMIT ?`;
const TAKE = `UPDATE message SET visibleAt = ?, receiveCount = receiveCount + 1,
  firstReceivedAt = COALESCE(firstReceivedAt, ?), receipt = ? WHERE seq = ?`;
const COUNT = `SELECT COUNT(*) FILTER (WHERE visibleAt <= ?1) AS visible,
    COUNT(*) FILTER (WHERE visibleAt > ?1 AND receipt IS NOT NULL) AS inFlight,
    COUNT(*) FILTER (WHERE visibleAt > ?1 AND receipt IS NULL) AS delayed
  FROM message WHERE queue = ?2`;

interface QueueRow {
  name: string;
  attributes: string;
  tags: string;
  createdAt: number;
}

export type MessageStore = ReturnType<typeof messageStore>;

/** Queues and messages in SQLite: in memory, or in a file that survives the end of the process. */
export function messageStore(file?: string) {
  const sql = openSql(file, SCHEMA);
  return {
    transaction: sql.transaction,
    close: sql.close,

    queues: (): Queue[] =>
      sql.all<QueueRow>('SELECT * FROM queue').map((row) => ({
        ...row,
        attributes: JSON.parse(row.attributes) as Record<string, string>,
        tags: JSON.parse(row.tags) as Record<string, string>,
      })),
    saveQueue({ name, attributes, tags, createdAt }: Queue): void {
      const values = [name, JSON.stringify(attributes), JSON.stringify(tags), createdAt];
      sql.run('INSERT OR REPLACE INTO queue VALUES (?, ?, ?, ?)', ...values);
    },
    deleteQueue(name: string): void {
      sql.run('DELETE FROM message WHERE queue = ?', name);
      sql.run('DELETE FROM queue WHERE name = ?', name);
    },

    /** @returns the sequence number */
    insert: (m: NewMessage): number =>
      sql.run(
        INSERT,
        m.queue,
        m.id,
        m.body,
        m.attributes,
        m.sentAt,
        m.visibleAt,
        m.groupId,
        m.deduplicationId,
      ).lastId,
    due: (queue: string, now: number, limit: number) => sql.all<StoredMessage>(DUE, queue, now, limit),
    dueInOrder: (queue: string, now: number, limit: number) =>
      sql.all<StoredMessage>(DUE_FIFO, queue, now, now, limit),
    /** Marks a message as received. */
    take: (seq: number, receipt: string, now: number, until: number) =>
      sql.run(TAKE, until, now, receipt, seq).changes,
    byReceipt: (queue: string, receipt: string) =>
      sql.first<StoredMessage>(
        'SELECT * FROM message WHERE seq = ? AND queue = ? AND receipt = ?',
        Number(receipt.split('.')[0]),
        queue,
        receipt,
      ),
    remove: (seq: number) => sql.run('DELETE FROM message WHERE seq = ?', seq).changes,
    setVisibleAt: (seq: number, at: number) =>
      sql.run('UPDATE message SET visibleAt = ? WHERE seq = ?', at, seq).changes,
    /** Brings messages in flight back at the given time, if they would come later. */
    shortenVisibility: (queue: string, at: number) =>
      sql.run(
        'UPDATE message SET visibleAt = ? WHERE queue = ? AND visibleAt > ? AND receipt IS NOT NULL',
        at,
        queue,
        at,
      ),
    moveToDeadLetters: (seq: number, target: string, source: string) =>
      sql.run(
        'UPDATE message SET queue = ?, visibleAt = 0, receipt = NULL, source = ? WHERE seq = ?',
        target,
        source,
        seq,
      ),
    moveBack: (seq: number, target: string) =>
      sql.run(
        'UPDATE message SET queue = ?, visibleAt = 0, receiveCount = 0, receipt = NULL, source = NULL WHERE seq = ?',
        target,
        seq,
      ),
    all: (queue: string) =>
      sql.all<StoredMessage>('SELECT * FROM message WHERE queue = ? ORDER BY seq', queue),
    purge: (queue: string) => sql.run('DELETE FROM message WHERE queue = ?', queue),
    deleteSentBefore: (queue: string, time: number) =>
      sql.run('DELETE FROM message WHERE queue = ? AND sentAt < ?', queue, time),
    /** When the next message becomes visible. */
    nextVisibleAt: (queue: string, now: number): number | null =>
      sql.first<{ at: number | null }>(
        'SELECT MIN(visibleAt) AS at FROM message WHERE queue = ? AND visibleAt > ?',
        queue,
        now,
      )?.at ?? null,
    counts: (queue: string, now: number) =>
      sql.first<{ visible: number; inFlight: number; delayed: number }>(COUNT, now, queue) ?? {
        visible: 0,
        inFlight: 0,
        delayed: 0,
      },

    duplicateOf: (queue: string, key: string, since: number) =>
      sql.first<{ id: string; seq: number }>(
        'SELECT id, seq FROM deduplication WHERE queue = ? AND key = ? AND at > ?',
        queue,
        key,
        since,
      ),
    rememberSent: (queue: string, key: string, id: string, seq: number, at: number) =>
      sql.run('INSERT OR REPLACE INTO deduplication VALUES (?, ?, ?, ?, ?)', queue, key, id, seq, at),
    forgetSentBefore: (queue: string, time: number) =>
      sql.run('DELETE FROM deduplication WHERE queue = ? AND at < ?', queue, time),
  };
}
