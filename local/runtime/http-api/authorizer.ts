import {
  createRemoteJWKSet,
  decodeProtectedHeader,
  type JWTPayload,
  type JWTVerifyGetKey,
  jwtVerify,
} from 'jose';
import { asList, asObject, asText, isObject, type JsonObject } from '../../aws/json.ts';
import type { ApiRequest, JwtContext } from './event.ts';

export type Authorization = { allowed: JwtContext } | { status: 401 | 403; reason: string };

/** Checks the token of a request against the scopes that its route asks for. */
export type Authorizer = (request: ApiRequest, scopes: string[]) => Promise<Authorization>;

/** Only RSA-based algorithms are supported (HTTP APIs, JWT authorizers). */
const ALGORITHMS = ['RS256', 'RS384', 'RS512'];

/** The token that an identity source such as `$request.header.Authorization` names, with or without `Bearer`. */
function tokenOf(request: ApiRequest, sources: string[]): string | undefined {
  for (const source of sources) {
    const [, place, name = ''] = /^\$request\.(header|querystring)\.(.+)$/.exec(source) ?? [];
    const value =
      place === 'header'
        ? request.headers[name.toLowerCase()]
        : (request.url.searchParams.get(name) ?? undefined);
    if (typeof value === 'string') return value.replace(/^Bearer\s+/i, '');
  }
  return undefined;
}

/** A claim as the gateway hands it on: everything is text, lists are `[a b]`, objects `map[a:b]`. */
export function claimText(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(claimText).join(' ')}]`;
  if (!isObject(value)) return String(value);
  const fields = Object.entries(value).map(([name, each]) => `${name}:${claimText(each)}`);
  return `map[${fields.sort().join(' ')}]`;
}

/** `client_id` counts only where there is no `aud`. */
function hasAudience(claims: JWTPayload, audiences: string[]): boolean {
  const { aud = claims.client_id } = claims;
  return (Array.isArray(aud) ? aud : [aud]).some(
    (each) => typeof each === 'string' && audiences.includes(each),
  );
}

const scopesOf = (claims: JWTPayload): string[] => {
  const scope = claims.scope ?? claims.scp;
  return Array.isArray(scope) ? scope.map(String) : String(scope ?? '').split(' ');
};

/** The issuer's keys by its discovery document; read with the first token, and again if that failed. */
function keysOf(issuer: string): JWTVerifyGetKey {
  let keys: Promise<JWTVerifyGetKey> | undefined;
  const discover = async (): Promise<JWTVerifyGetKey> => {
    const answer = await fetch(`${issuer.replace(/\/$/, '')}/.well-known/openid-configuration`);
    const address = asText(asObject(await answer.json()).jwks_uri);
    if (!address) throw new Error(`${issuer} names no key set.`);
    return createRemoteJWKSet(new URL(address));
  };
  return async (header, token) => {
    keys ??= discover().catch((error: unknown) => {
      keys = undefined;
      throw error;
    });
    return (await keys)(header, token);
  };
}

/** The JWT authorizer of a template: signature, issuer, audience, times and scopes. */
export function jwtAuthorizer(properties: JsonObject): Authorizer {
  const { Issuer, Audience } = asObject(properties.JwtConfiguration);
  const issuer = asText(Issuer) ?? '';
  const audiences = asList(Audience).map(String);
  const sources = asList(properties.IdentitySource).map(String);
  const keys = keysOf(issuer);
  return async (request, scopes) => {
    const token = tokenOf(request, sources);
    if (!token) return { status: 401, reason: 'no token' };
    let claims: JWTPayload;
    try {
      if (!decodeProtectedHeader(token).kid) return { status: 401, reason: 'the token names no key' };
      const options = { issuer, algorithms: ALGORITHMS, requiredClaims: ['exp'] };
      claims = (await jwtVerify(token, keys, options)).payload;
    } catch (error) {
      return { status: 401, reason: error instanceof Error ? error.message : String(error) };
    }
    if (!hasAudience(claims, audiences)) {
      return { status: 401, reason: 'the token does not have a valid audience' };
    }
    const granted = scopesOf(claims);
    if (scopes.length > 0 && !scopes.some((scope) => granted.includes(scope))) {
      return { status: 403, reason: 'the token has none of the scopes of the route' };
    }
    const texts = Object.entries(claims).map(([name, value]) => [name, claimText(value)]);
    return { allowed: { claims: Object.fromEntries(texts), scopes: scopes.length > 0 ? scopes : null } };
  };
}
