import { pageOf, walkBeganAt } from '../paging.ts';
import { invalidRequest } from '../problem.ts';
import type { Parameter, Parameters } from '../query.ts';
import type { Call } from '../route.ts';
import type { SessionMessage } from '../world/session-transcript.ts';
import type { Truncation } from './blocks.ts';

const DAY = 86_400;
const EXPIRED =
  'The page cursor has expired. Restart the walk without a page parameter; results will reflect the current retention boundary.';

const bytes: Parameter = { kind: 'integer', min: -1 };

export const MESSAGE_PARAMETERS: Parameters = {
  order: { kind: 'choice', values: ['asc', 'desc'] },
  page: { kind: 'text' },
  limit: { kind: 'integer', min: 1, max: 1_000 },
  tool_use_input_max_bytes: bytes,
  tool_result_max_bytes: bytes,
};

/** A page of a session's transcript. Tokens are bound to session and order, and expire a day after the walk began. */
export function messagePage(call: Call, messages: SessionMessage[]) {
  const { query, endpoint, path, now, behaviour } = call;
  const order = query.text('order') ?? 'asc';
  if (order === 'desc') messages.reverse();
  const binding = [endpoint, ...path, order].join(' ');
  const token = query.text('page');
  if (token !== undefined && now - walkBeganAt(token, binding) > DAY) throw invalidRequest(EXPIRED);
  // Pages may end early because of their size: their length never tells the end.
  const limit = Math.max(1, Math.floor((query.integer('limit') ?? 100) * behaviour.sessionPageFill));
  return pageOf(messages, ({ position }) => String(position), { token, limit, binding }, now);
}

/** In bytes, and zero is refused (its text is not published), other than in chats. */
export function sessionTruncation({ query }: Call): Truncation {
  const bytesOf = (name: string) => {
    const value = query.integer(name) ?? 10_000;
    if (value === 0) throw invalidRequest(`${name}: Input should be -1 or greater than 0`);
    return value;
  };
  return {
    unit: 'bytes',
    toolUse: bytesOf('tool_use_input_max_bytes'),
    toolResult: bytesOf('tool_result_max_bytes'),
  };
}
