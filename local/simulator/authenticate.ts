import type { IncomingHttpHeaders } from 'node:http';
import type { Key, Keys } from './keys.ts';
import { bareNotFound, forbidden, unauthenticated } from './problem.ts';

/** Keys of these types are looked up; anything else is answered as if the path did not exist. */
const ACCEPTED = /^sk-ant-(?:api01|admin01)-/;

/**
 * The key of a request (Compliance API, What each credential problem answers).
 *
 * @param problemOfMissing what a missing or foreign key answers: settings differ from all other endpoints
 */
export function authenticate(
  headers: IncomingHttpHeaders,
  keys: Keys,
  now: number,
  problemOfMissing: () => Error = bareNotFound,
): Key {
  const secret = secretOf(headers);
  if (secret === undefined || !ACCEPTED.test(secret)) throw problemOfMissing();
  const key = keys.bySecret(secret);
  if (!key) throw unauthenticated('API key is invalid.');
  if (!key.active) throw unauthenticated('API key has been deactivated.');
  if (key.expiresAt !== null && key.expiresAt <= now) throw unauthenticated('API key has expired.');
  return key;
}

/** Any one of the listed scopes opens a read endpoint, `read:org_audit` all of them. */
export function authorize(key: Key, scope: string): void {
  if (key.scopes.includes(scope) || key.scopes.includes('read:org_audit')) return;
  const list = (scopes: readonly string[]) => `[${scopes.map((name) => `'${name}'`).join(', ')}]`;
  throw forbidden(
    `Missing required scopes. Got: ${list(key.scopes)} Needed one of: ${list([scope, 'read:org_audit'])}`,
  );
}

/** Both forms are documented; which one counts when both are sent is not. */
function secretOf(headers: IncomingHttpHeaders): string | undefined {
  const direct = headers['x-api-key'];
  if (typeof direct === 'string' && direct !== '') return direct;
  return /^Bearer (.+)$/i.exec(headers.authorization ?? '')?.[1];
}
