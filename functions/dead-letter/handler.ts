import { queueHandler } from '../../shared/runtime/queue.ts';
import { type DeadLetterDeps, deadLetter } from './dead-letter.ts';

export const createHandler = (deps: DeadLetterDeps) =>
  queueHandler(
    { log: deps.log },
    (body) => body,
    async (body) => ({ end: await deadLetter(deps, body) }),
  );
