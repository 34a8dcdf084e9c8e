import * as oauth from 'oauth4webapi';
import { type Provider, type Tokens, tokensFrom } from './provider.ts';

// Authorization code flow with PKCE (RFC 7636). What has to survive the way to the issuer and back is in the session
// storage of this tab; none of it is of use without the code.

const STORED = 'sign-in';

interface Attempt {
  readonly state: string;
  readonly nonce: string;
  readonly verifier: string;
  /** Path, query and fragment that the user came for. */
  readonly returnTo: string;
}

/** The address that is registered at the issuer. */
const redirectUri = (): string => window.location.origin;

/** Leaves the page for the issuer's sign-in. */
export async function beginSignIn({ server, config }: Provider, returnTo: string): Promise<never> {
  if (!server.authorization_endpoint) throw new Error('The issuer names no authorization endpoint.');
  const attempt: Attempt = {
    state: oauth.generateRandomState(),
    nonce: oauth.generateRandomNonce(),
    verifier: oauth.generateRandomCodeVerifier(),
    returnTo,
  };
  sessionStorage.setItem(STORED, JSON.stringify(attempt));
  const url = new URL(server.authorization_endpoint);
  const parameters = {
    response_type: 'code',
    client_id: config.clientId,
    redirect_uri: redirectUri(),
    scope: config.scope,
    state: attempt.state,
    nonce: attempt.nonce,
    code_challenge: await oauth.calculatePKCECodeChallenge(attempt.verifier),
    code_challenge_method: 'S256',
  };
  for (const [name, value] of Object.entries(parameters)) url.searchParams.set(name, value);
  window.location.assign(url);
  // The page is about to go away.
  return new Promise(() => {});
}

/** Whether the issuer has sent the user back to this address. */
export const isReturn = (url: URL): boolean =>
  url.searchParams.has('state') && (url.searchParams.has('code') || url.searchParams.has('error'));

/** The path that somebody asked for who is on the way back from the issuer. */
export function returnTarget(): string | undefined {
  const stored = sessionStorage.getItem(STORED);
  if (!stored || !isReturn(new URL(window.location.href))) return undefined;
  return new URL((JSON.parse(stored) as Attempt).returnTo, window.location.origin).pathname;
}

/** The tokens for the code in the address, and where the user wanted to go. Undefined where no attempt is known. */
export async function completeSignIn(
  provider: Provider,
  url: URL,
): Promise<{ tokens: Tokens; returnTo: string } | undefined> {
  const stored = sessionStorage.getItem(STORED);
  sessionStorage.removeItem(STORED);
  if (!stored) return undefined;
  const { state, nonce, verifier, returnTo } = JSON.parse(stored) as Attempt;
  const { server, client, options } = provider;
  const callback = oauth.validateAuthResponse(server, client, url, state);
  const answer = await oauth.authorizationCodeGrantRequest(
    server,
    client,
    oauth.None(),
    callback,
    redirectUri(),
    verifier,
    options,
  );
  const given = await oauth.processAuthorizationCodeResponse(server, client, answer, {
    expectedNonce: nonce,
    requireIdToken: true,
  });
  return { tokens: tokensFrom(provider, given, null), returnTo };
}

/** Where the issuer ends its own session, and comes back from. Cognito calls the latter by another name. */
export function signOutAddress({ server, config }: Provider, idToken: string | null): URL | undefined {
  if (!server.end_session_endpoint) return undefined;
  const url = new URL(server.end_session_endpoint);
  url.searchParams.set('client_id', config.clientId);
  url.searchParams.set('post_logout_redirect_uri', redirectUri());
  url.searchParams.set('logout_uri', redirectUri());
  if (idToken) url.searchParams.set('id_token_hint', idToken);
  return url;
}
