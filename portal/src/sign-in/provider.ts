import * as oauth from 'oauth4webapi';
import type { PortalConfig } from '../../config.ts';

/** The issuer, and how to speak with it. */
export interface Provider {
  readonly config: PortalConfig;
  readonly server: oauth.AuthorizationServer;
  readonly client: oauth.Client;
  /** Plain HTTP is for an issuer on this machine only. */
  readonly options: { [oauth.allowInsecureRequests]: boolean };
}

/** What the issuer gave. Held in memory only. */
export interface Tokens {
  readonly apiToken: string;
  readonly idToken: string | null;
  readonly refreshToken: string | null;
  /** Epoch milliseconds. */
  readonly expiresAt: number;
}

export async function connectProvider(config: PortalConfig): Promise<Provider> {
  const issuer = new URL(config.issuer);
  const options = { [oauth.allowInsecureRequests]: isLoopback(issuer) };
  const answer = await oauth.discoveryRequest(issuer, options);
  const server = await oauth.processDiscoveryResponse(issuer, answer);
  const client = { client_id: config.clientId };
  return { config, server, client, options };
}

const isLoopback = ({ protocol, hostname }: URL): boolean =>
  protocol === 'http:' && (hostname === '127.0.0.1' || hostname === 'localhost');

/** Tokens for the refresh token; it may have been used up or have expired. */
export async function refresh(provider: Provider, refreshToken: string, before: Tokens): Promise<Tokens> {
  const { server, client, options } = provider;
  const answer = await oauth.refreshTokenGrantRequest(server, client, oauth.None(), refreshToken, options);
  const given = await oauth.processRefreshTokenResponse(server, client, answer);
  return tokensFrom(provider, given, before);
}

export function tokensFrom(
  { config }: Provider,
  given: oauth.TokenEndpointResponse,
  before: Tokens | null,
): Tokens {
  const apiToken = given[config.apiToken];
  if (!apiToken) throw new Error(`The issuer gave no ${config.apiToken}.`);
  return {
    apiToken,
    idToken: given.id_token ?? before?.idToken ?? null,
    refreshToken: given.refresh_token ?? before?.refreshToken ?? null,
    expiresAt: Date.now() + (given.expires_in ?? 300) * 1_000,
  };
}
