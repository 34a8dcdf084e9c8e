import type { FaultPlan } from '../faults.ts';
import type { Random } from '../random.ts';
import type { Timeline } from '../timeline.ts';

export interface Message {
  readonly id: string;
  readonly body: string;
  readonly group: string | undefined;
  readonly sentAt: number;
  visibleAt: number;
  receives: number;
  /** Names one delivery: only with the latest one can the message be removed. */
  receipt: number;
}

/** SQS in memory: groups in order, at least once, visibility, redrive to dead letters. */
export interface Queue {
  readonly name: string;
  readonly fifo: boolean;
  send(body: string, group?: string, deduplicationId?: string): void;
  receive(limit: number): Message[];
  /** False where the delivery is not the latest one any more. */
  remove(message: Message, receipt: number): boolean;
  /** Epoch ms at which something may be received next; infinity when nothing is there. */
  nextAt(): number;
  size(): number;
  inFlight(): number;
  /** Everything that is there, taken out: an operator's redrive or purge. */
  takeAll(): Message[];
  onChange(tell: () => void): void;
}

export interface QueueOptions {
  readonly name: string;
  readonly fifo?: boolean;
  readonly visibilityMs: number;
  /** Before a message can be received for the first time. */
  readonly delayMs?: number;
  /** After so many deliveries a message becomes a dead letter. */
  readonly maxReceives?: number;
  readonly deadLetters?: Queue;
  /** SQS loses nothing. Where the pipeline heals even that, it has to show it. */
  readonly loses?: boolean;
  readonly timeline: Timeline;
  readonly random: Random;
  readonly faults: FaultPlan;
  readonly note: (body: string) => void;
}

const DEDUPLICATION_MS = 300_000;
const MAX_BYTES = 1_048_576;
/** SQS, quotas: a queue that has so many messages under way delivers no more. */
const MAX_IN_FLIGHT = { standard: 120_000, fifo: 20_000 };

export function createQueue(options: QueueOptions): Queue {
  const {
    name,
    fifo = false,
    visibilityMs,
    delayMs = 0,
    maxReceives,
    deadLetters,
    timeline,
    random,
    faults,
  } = options;
  let messages: Message[] = [];
  const seen = new Map<string, number>();
  let count = 0;
  let tell = () => {};

  function add(body: string, group: string | undefined, delayMs: number): void {
    count += 1;
    const now = timeline.now();
    const id = `${name}-${count}`;
    messages.push({ id, body, group, sentAt: now, visibleAt: now + delayMs, receives: 0, receipt: 0 });
    tell();
  }

  const isInFlight = (message: Message) => message.receives > 0 && message.visibleAt > timeline.now();

  function receivable(): Message[] {
    const now = timeline.now();
    if (!fifo) return messages.filter(({ visibleAt }) => visibleAt <= now);
    const held = new Set<string | undefined>();
    for (const message of messages) if (isInFlight(message)) held.add(message.group);
    return messages.filter(({ group, visibleAt }) => {
      if (held.has(group)) return false;
      if (visibleAt <= now) return true;
      held.add(group);
      return false;
    });
  }

  return {
    name,
    fifo,
    send(body, group, deduplicationId) {
      if (body.length > MAX_BYTES) throw new Error('Message too large');
      if (fifo && (!group || !deduplicationId))
        throw new Error('A FIFO queue needs group and deduplication id');
      options.note(body);
      const now = timeline.now();
      if (fifo && deduplicationId) {
        const last = seen.get(deduplicationId);
        if (last !== undefined && now - last < DEDUPLICATION_MS) return;
        seen.set(deduplicationId, now);
      }
      if (options.loses && faults.strikes('lost-message', name)) return;
      const most = fifo ? 60_000 : 900_000;
      add(body, group, faults.strikes('late-delivery', name) ? random.int(1_000, most) : delayMs);
      if (!fifo && faults.strikes('duplicate-delivery', name)) add(body, group, random.int(0, 600_000));
    },
    receive(limit) {
      if (this.inFlight() >= (fifo ? MAX_IN_FLIGHT.fifo : MAX_IN_FLIGHT.standard)) return [];
      const ready = receivable();
      const chosen = fifo ? ready.slice(0, limit) : random.shuffled(ready).slice(0, limit);
      const received: Message[] = [];
      for (const message of chosen) {
        if (maxReceives !== undefined && message.receives >= maxReceives) {
          messages = messages.filter((other) => other !== message);
          deadLetters?.send(message.body, message.group, message.id);
          continue;
        }
        message.receives += 1;
        message.receipt += 1;
        message.visibleAt = timeline.now() + visibilityMs;
        received.push(message);
      }
      return received;
    },
    remove(message, receipt) {
      const isLatest = message.receipt === receipt && (!fifo || message.visibleAt > timeline.now());
      if (!isLatest || faults.strikes('lost-delete', name)) return false;
      messages = messages.filter((other) => other !== message);
      tell();
      return true;
    },
    nextAt: () => Math.min(Number.POSITIVE_INFINITY, ...messages.map(({ visibleAt }) => visibleAt)),
    size: () => messages.length,
    inFlight: () => messages.filter(isInFlight).length,
    takeAll: () => {
      const all = messages;
      messages = [];
      return all;
    },
    onChange: (listener) => {
      tell = listener;
    },
  };
}
