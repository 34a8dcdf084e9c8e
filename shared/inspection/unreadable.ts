import type { Reason } from './reason.ts';

/**
 * Thrown by a reader that cannot go on with a document or one of its members; carries nothing but the reason, so
 * that no content can travel in a message. Never leaves the engine: it becomes the reason of the result.
 */
export class Unreadable extends Error {
  override readonly name = 'Unreadable';
  readonly reason: Reason;
  /** Whether a budget of the whole item is spent, so that none of its other members can be read either. */
  readonly endsItem: boolean;

  constructor(reason: Reason, endsItem = false) {
    super(reason);
    this.reason = reason;
    this.endsItem = endsItem;
  }
}

/** The reason behind anything that was thrown: parsers throw all kinds of things on damaged input. */
export function reasonOf(thrown: unknown, otherwise: Reason): Reason {
  return thrown instanceof Unreadable ? thrown.reason : otherwise;
}
