/** A signal that is aborted from outside, or when the other side has been silent for too long. */
export interface Deadline {
  readonly signal: AbortSignal;
  /** Something came: the time starts again. */
  extend(): void;
  /** It is our turn now, and the other side may be silent until `extend`. */
  hold(): void;
  abort(): void;
  /** The work is over; nothing is aborted any more. */
  end(): void;
  /** Whether silence was the reason. */
  expired(): boolean;
}

/** @param idleMs real time, whatever clock the client was given: this is about sockets. */
export function createDeadline(outer: AbortSignal | undefined, idleMs: number): Deadline {
  const controller = new AbortController();
  const abort = () => controller.abort();
  let isExpired = false;
  let isHeld = false;
  const timer = setTimeout(() => {
    if (isHeld) return;
    isExpired = true;
    abort();
  }, idleMs);

  if (outer?.aborted) abort();
  outer?.addEventListener('abort', abort, { once: true });

  return {
    signal: controller.signal,
    extend: () => {
      isHeld = false;
      timer.refresh();
    },
    hold: () => {
      isHeld = true;
    },
    abort,
    end: () => {
      clearTimeout(timer);
      outer?.removeEventListener('abort', abort);
    },
    expired: () => isExpired,
  };
}
