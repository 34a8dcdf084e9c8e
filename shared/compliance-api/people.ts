import { fieldsOf, name } from './fields.ts';

/** Someone as chats, projects and sessions name them. */
export interface Person {
  readonly id: string;
  /** Null for people who have left. */
  readonly email: string | null;
}

/** Null for creators that the key can't see. */
export function person(value: unknown): Person | null {
  const fields = fieldsOf(value);
  const id = name(fields?.id);
  return id === null ? null : { id, email: name(fields?.email_address) };
}
