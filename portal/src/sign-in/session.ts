import type { PortalConfig } from '../../config.ts';
import type { TokenSource } from '../api/client.ts';
import { beginSignIn, completeSignIn, isReturn, signOutAddress } from './code-flow.ts';
import { connectProvider, type Provider, refresh, type Tokens } from './provider.ts';
import { type User, userFrom } from './user.ts';

export interface Session extends TokenSource {
  readonly user: User;
  /** Forgets the tokens and ends the issuer's session too. */
  signOut(): void;
}

/** Renew when less than this is left, so that no request arrives with a token that has just expired. */
const RENEW_BEFORE_MS = 60_000;

/** The session of the user, who is sent to the issuer first where there is none. Then this never returns. */
export async function openSession(): Promise<Session> {
  const config = await readConfig();
  const provider = await connectProvider(config);
  const url = new URL(window.location.href);
  const completed = isReturn(url) ? await completeSignIn(provider, url) : undefined;
  if (!completed) return beginSignIn(provider, isReturn(url) ? '/' : placeOf(url));
  window.history.replaceState(null, '', completed.returnTo);
  return sessionOf(provider, completed.tokens);
}

async function readConfig(): Promise<PortalConfig> {
  const answer = await fetch('/config.json', { cache: 'no-store' });
  if (!answer.ok) throw new Error('The portal is not configured: there is no config.json.');
  return (await answer.json()) as PortalConfig;
}

const placeOf = ({ pathname, search, hash }: URL): string => `${pathname}${search}${hash}`;

function sessionOf(provider: Provider, first: Tokens): Session {
  let tokens = first;
  let renewal: Promise<string> | undefined;

  /** Where nothing can be renewed silently, the issuer is asked again; with a session of its own it asks nothing. */
  const renew = async (): Promise<string> => {
    const { refreshToken } = tokens;
    const next = refreshToken && (await refresh(provider, refreshToken, tokens).catch(() => undefined));
    if (!next) return beginSignIn(provider, placeOf(new URL(window.location.href)));
    tokens = next;
    return tokens.apiToken;
  };
  const renewed = (): Promise<string> => {
    renewal ??= renew().finally(() => {
      renewal = undefined;
    });
    return renewal;
  };

  return {
    user: userFrom(provider.config, first.apiToken, first.idToken),
    token: () =>
      tokens.expiresAt - Date.now() > RENEW_BEFORE_MS ? Promise.resolve(tokens.apiToken) : renewed(),
    renewed,
    signOut() {
      const address = signOutAddress(provider, tokens.idToken);
      window.location.assign(address ?? window.location.origin);
    },
  };
}
