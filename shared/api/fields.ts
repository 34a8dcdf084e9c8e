import * as z from 'zod/mini';
import type { Risk } from '../domain/agent.ts';
import { RISKS } from '../domain/agent.ts';
import { NAMED_AGENT_TYPES } from '../domain/agent-type.ts';

// Fields that several requests and answers share. zod/mini keeps the functions' bundles small.

/** An ISO 8601 time in UTC, as the product writes it. */
export const time = z.string().check(z.meta({ format: 'date-time' }));

/** An ISO 8601 time or a day, as callers give it; becomes the form of {@link time}. */
export const timeFilter = z.pipe(
  z.union([z.iso.datetime({ offset: true }), z.iso.date()]),
  z.transform((text: string) => new Date(text).toISOString()),
);

/** Text to look for in names. */
export const text = z.string().check(z.minLength(1), z.maxLength(200));

/** An id that somebody else gave. */
export const id = z.string().check(z.minLength(1), z.maxLength(200));

/** Products of sessions that have no name here are `session_` and their own name. */
export const agentType = z.union([
  z.enum(NAMED_AGENT_TYPES),
  z.templateLiteral(['session_', z.string().check(z.regex(/^[a-z0-9_]{1,40}$/))]),
]);

export const risk = z.enum(RISKS) satisfies z.ZodMiniType<Risk>;

export const count = z.int().check(z.minimum(0));
