import { type Answer, isLocal, pageAnswer, redirectTo, refusal } from './answer.ts';
import type { AuthorizationRequest, Grants } from './grants.ts';
import { signInPage } from './page.ts';
import { sessionCookie, sessionOf } from './session.ts';
import { LOCAL_USERS } from './users.ts';

export interface AuthorizeContext {
  readonly grants: Grants;
  readonly clientId: string;
  readonly issuer: string;
}

/** A code for whoever is signed in already, else the sign-in page. */
export function authorize(context: AuthorizeContext, url: URL, cookies: string | undefined): Answer {
  const asked = requestFrom(url, context.clientId);
  if (typeof asked === 'string') return refusal(asked);
  const user = context.grants.userOf(sessionOf(cookies));
  const prompt = url.searchParams.get('prompt');
  if (user && prompt !== 'login') {
    return redirectTo(returnAddress(context, asked, 'code', context.grants.issueCode(user, asked)));
  }
  if (prompt === 'none') return redirectTo(returnAddress(context, asked, 'error', 'login_required'));
  return pageAnswer(200, signInPage(LOCAL_USERS));
}

/** A session and a code for the user that was chosen. */
export function chooseUser(context: AuthorizeContext, url: URL, form: URLSearchParams): Answer {
  const asked = requestFrom(url, context.clientId);
  if (typeof asked === 'string') return refusal(asked);
  const user = LOCAL_USERS.find(({ id }) => id === form.get('user'));
  if (!user) return refusal('There is no such user.');
  const { grants } = context;
  return redirectTo(returnAddress(context, asked, 'code', grants.issueCode(user, asked)), {
    'set-cookie': sessionCookie(grants.openSession(user)),
  });
}

/** What the client asks for, or what is wrong with it. */
function requestFrom({ searchParams }: URL, clientId: string): AuthorizationRequest | string {
  const given = (name: string): string => searchParams.get(name) ?? '';
  if (given('client_id') !== clientId) return 'The client is not known.';
  if (!isLocal(given('redirect_uri'))) return 'The address to return to is not on this machine.';
  if (given('response_type') !== 'code') return 'Only authorization codes are given.';
  if (given('code_challenge_method') !== 'S256' || given('code_challenge') === '') {
    return 'PKCE with S256 is needed.';
  }
  return {
    clientId,
    redirectUri: given('redirect_uri'),
    codeChallenge: given('code_challenge'),
    state: searchParams.get('state'),
    nonce: searchParams.get('nonce'),
  };
}

function returnAddress(
  { issuer }: AuthorizeContext,
  { redirectUri, state }: AuthorizationRequest,
  name: 'code' | 'error',
  value: string,
): URL {
  const address = new URL(redirectUri);
  address.searchParams.set(name, value);
  address.searchParams.set('iss', issuer);
  if (state !== null) address.searchParams.set('state', state);
  return address;
}
