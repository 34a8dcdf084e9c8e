import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { join } from 'node:path';
import { calculateJwkThumbprint, exportJWK, generateKeyPair, importJWK, type JWK, SignJWT } from 'jose';
import { listen } from '../aws/http-server.ts';
import { createSignIn } from './sign-in/sign-in.ts';

/** Whom a token speaks for. */
export interface TokenClaims {
  tenant_id: string;
  roles: string[];
  /** User id; `local-user` if not given. */
  sub?: string;
  email?: string;
  name?: string;
  /** Of the sign-in that an ID token answers. */
  nonce?: string;
  /** Seconds; one hour if not given. */
  expiresIn?: number;
}

export interface Issuer {
  /** The `iss` of its tokens, at which its discovery document is found. */
  url: string;
  audience: string;
  sign(claims: TokenClaims): Promise<string>;
  stop(): Promise<void>;
}

/** API Gateway verifies RSA signatures only (HTTP APIs, JWT authorizers). */
const ALGORITHM = 'RS256';
const HOUR_SECONDS = 3600;

async function newKey(): Promise<JWK> {
  const { privateKey } = await generateKeyPair(ALGORITHM, { extractable: true });
  const jwk = await exportJWK(privateKey);
  return { ...jwk, alg: ALGORITHM, use: 'sig', kid: await calculateJwkThumbprint(jwk) };
}

/** The key of the folder, made on first use; a passing one without a folder. */
async function signingKey(folder: string | undefined): Promise<JWK> {
  if (!folder) return newKey();
  const file = join(folder, 'issuer-key.json');
  if (existsSync(file)) return JSON.parse(readFileSync(file, 'utf8')) as JWK;
  const key = await newKey();
  writeFileSync(file, JSON.stringify(key), { mode: 0o600 });
  return key;
}

const publicPart = ({ kty, n, e, alg, use, kid }: JWK) => ({ kty, n, e, alg, use, kid });

/** What people get when they sign in; renewed silently meanwhile. */
const SIGN_IN_SECONDS = 15 * 60;

export interface IssuerOptions {
  folder?: string;
  port?: number;
  audience?: string;
  /** Life of the tokens that people sign in for. */
  signInSeconds?: number;
}

/** A small OpenID Connect issuer: discovery document, key set, sign-in, and tokens for whoever runs it. */
export async function startIssuer(options: IssuerOptions = {}): Promise<Issuer> {
  const jwk = await signingKey(options.folder);
  const key = await importJWK(jwk, ALGORITHM);
  const audience = options.audience ?? 'local-portal';
  let url = '';
  const sign = ({ sub = 'local-user', expiresIn = HOUR_SECONDS, ...claims }: TokenClaims): Promise<string> =>
    new SignJWT({ ...claims })
      .setProtectedHeader({ alg: ALGORITHM, ...(jwk.kid ? { kid: jwk.kid } : {}) })
      .setIssuer(url)
      .setAudience(audience)
      .setSubject(sub)
      .setIssuedAt()
      .setExpirationTime(Math.floor(Date.now() / 1000) + expiresIn)
      .sign(key);
  const signIn = createSignIn({
    url: () => url,
    clientId: audience,
    tokenSeconds: options.signInSeconds ?? SIGN_IN_SECONDS,
    sign: ({ id, name, email, tenant, roles }, nonce, expiresIn) =>
      sign({
        sub: id,
        name,
        email,
        tenant_id: tenant,
        roles: [...roles],
        expiresIn,
        ...(nonce === null ? {} : { nonce }),
      }),
  });
  const documents: Record<string, () => unknown> = {
    '/.well-known/openid-configuration': () => ({
      issuer: url,
      jwks_uri: `${url}/jwks`,
      id_token_signing_alg_values_supported: [ALGORITHM],
      response_types_supported: ['code'],
      subject_types_supported: ['public'],
      ...signIn.metadata(),
    }),
    '/jwks': () => ({ keys: [publicPart(jwk)] }),
  };
  const answer = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    if (await signIn.handle(request, response)) return;
    const document = documents[request.url ?? ''];
    // Public documents, which pages of other origins may read.
    const headers = { 'content-type': 'application/json', 'access-control-allow-origin': '*' };
    response.writeHead(document ? 200 : 404, headers);
    response.end(JSON.stringify(document ? document() : { message: 'Not Found' }));
  };
  const server = await listen((request, response) => {
    answer(request, response).catch(() => response.destroy());
  }, options.port);
  url = server.url;
  return {
    url,
    audience,
    sign,
    stop: server.stop,
  };
}
