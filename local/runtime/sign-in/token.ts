import { type Answer, isLocal, jsonAnswer } from './answer.ts';
import type { Grants } from './grants.ts';
import type { LocalUser } from './users.ts';

export interface TokenContext {
  readonly grants: Grants;
  readonly clientId: string;
  readonly tokenSeconds: number;
  sign(user: LocalUser, nonce: string | null, expiresIn: number): Promise<string>;
}

/** Tokens for a code or a refresh token. */
export async function exchange(
  context: TokenContext,
  form: URLSearchParams,
  origin: string | undefined,
): Promise<Answer> {
  // The portal is on another port, and so on another origin.
  const headers: Answer['headers'] =
    origin && isLocal(origin) ? { 'access-control-allow-origin': origin } : {};
  const granted = redeem(context.grants, form);
  if (!granted) return jsonAnswer(400, { error: 'invalid_grant' }, headers);
  const { user, nonce } = granted;
  const { grants, clientId, tokenSeconds, sign } = context;
  const tokens = {
    token_type: 'Bearer',
    expires_in: tokenSeconds,
    access_token: await sign(user, null, tokenSeconds),
    id_token: await sign(user, nonce, tokenSeconds),
    refresh_token: grants.issueRefreshToken(user, clientId),
    scope: 'openid email profile offline_access',
  };
  return jsonAnswer(200, tokens, headers);
}

function redeem(
  grants: Grants,
  form: URLSearchParams,
): { user: LocalUser; nonce: string | null } | undefined {
  const given = (name: string): string => form.get(name) ?? '';
  if (given('grant_type') === 'authorization_code') {
    return grants.redeemCode(given('code'), {
      clientId: given('client_id'),
      redirectUri: given('redirect_uri'),
      verifier: given('code_verifier'),
    });
  }
  if (given('grant_type') !== 'refresh_token') return undefined;
  const user = grants.redeemRefreshToken(given('refresh_token'), given('client_id'));
  return user && { user, nonce: null };
}
