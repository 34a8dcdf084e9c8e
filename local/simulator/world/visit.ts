import type { Chat } from './chats.ts';
import { type ClientKind, clientPosition } from './clients.ts';
import { DAY } from './moments.ts';
import type { Person } from './people.ts';
import { mix, type Random } from './random.ts';

/** One sitting of a person at one client. */
export interface Visit {
  readonly person: Person;
  readonly organization: number;
  readonly client: number;
  readonly draw: Random;
  /** The person's own chats that can be taken up again, oldest first. */
  readonly chats: Chat[];
  /** The running clock of the sitting, epoch seconds. */
  now: number;
}

/** One of a person's clients at an instant: a person keeps a device for three weeks, then the app is newer. */
export function clientAt(person: Person, kind: ClientKind, at: number): number {
  return clientPosition(kind, mix(person.index, Math.floor(at / (21 * DAY))));
}
