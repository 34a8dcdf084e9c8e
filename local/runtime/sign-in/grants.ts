import { createHash, randomBytes } from 'node:crypto';
import type { LocalUser } from './users.ts';

/** What a client asked for at the authorization endpoint. */
export interface AuthorizationRequest {
  readonly clientId: string;
  readonly redirectUri: string;
  /** S256. */
  readonly codeChallenge: string;
  readonly state: string | null;
  readonly nonce: string | null;
}

/** Codes, refresh tokens and browser sessions, in memory. */
export interface Grants {
  issueCode(user: LocalUser, request: AuthorizationRequest): string;
  /** Undefined unless the code is new, belongs to this client and address, and the verifier matches. */
  redeemCode(
    code: string,
    from: { clientId: string; redirectUri: string; verifier: string },
  ): { user: LocalUser; nonce: string | null } | undefined;
  issueRefreshToken(user: LocalUser, clientId: string): string;
  /** A refresh token works once; the answer brings the next one. */
  redeemRefreshToken(token: string, clientId: string): LocalUser | undefined;
  openSession(user: LocalUser): string;
  userOf(session: string | undefined): LocalUser | undefined;
  closeSession(session: string | undefined): void;
}

const CODE_LIFE_MS = 60_000;
const REFRESH_LIFE_MS = 12 * 3_600_000;

const secret = (): string => randomBytes(32).toString('base64url');

/** Values that are given out once and taken once, while they are fresh. */
function singleUse<T>(lifeMs: number) {
  const entries = new Map<string, { value: T; expiresAt: number }>();
  return {
    give(value: T): string {
      const now = Date.now();
      for (const [key, { expiresAt }] of entries) if (expiresAt <= now) entries.delete(key);
      const key = secret();
      entries.set(key, { value, expiresAt: now + lifeMs });
      return key;
    },
    take(key: string): T | undefined {
      const entry = entries.get(key);
      entries.delete(key);
      return entry && entry.expiresAt > Date.now() ? entry.value : undefined;
    },
  };
}

export function createGrants(): Grants {
  const codes = singleUse<{ user: LocalUser; request: AuthorizationRequest }>(CODE_LIFE_MS);
  const refreshTokens = singleUse<{ user: LocalUser; clientId: string }>(REFRESH_LIFE_MS);
  const sessions = new Map<string, LocalUser>();
  return {
    issueCode: (user, request) => codes.give({ user, request }),

    redeemCode(code, { clientId, redirectUri, verifier }) {
      const found = codes.take(code);
      if (!found) return undefined;
      const { user, request } = found;
      const challenge = createHash('sha256').update(verifier).digest('base64url');
      const matches =
        request.clientId === clientId &&
        request.redirectUri === redirectUri &&
        request.codeChallenge === challenge;
      return matches ? { user, nonce: request.nonce } : undefined;
    },

    issueRefreshToken: (user, clientId) => refreshTokens.give({ user, clientId }),

    redeemRefreshToken(token, clientId) {
      const found = refreshTokens.take(token);
      return found?.clientId === clientId ? found.user : undefined;
    },

    openSession(user) {
      const session = secret();
      sessions.set(session, user);
      return session;
    },
    userOf: (session) => (session ? sessions.get(session) : undefined),
    closeSession: (session) => void (session && sessions.delete(session)),
  };
}
