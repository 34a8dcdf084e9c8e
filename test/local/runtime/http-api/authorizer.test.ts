import { exportJWK, generateKeyPair, type JWTPayload, SignJWT } from 'jose';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type ListeningServer, listen } from '../../../../local/aws/http-server.ts';
import { type Authorizer, claimText, jwtAuthorizer } from '../../../../local/runtime/http-api/authorizer.ts';
import { type Issuer, startIssuer } from '../../../../local/runtime/issuer.ts';

const IDENTITY = ['$request.header.Authorization'];
let issuer: Issuer;
let authorizer: Authorizer;

beforeAll(async () => {
  issuer = await startIssuer({ audience: 'portal' });
  authorizer = jwtAuthorizer({
    IdentitySource: IDENTITY,
    JwtConfiguration: { Issuer: issuer.url, Audience: ['portal'] },
  });
});
afterAll(() => issuer.stop());

const withToken = (token: string | undefined, scopes: string[] = [], by: Authorizer = authorizer) =>
  by(
    {
      method: 'GET',
      url: new URL('http://local/me'),
      headers: token === undefined ? {} : { authorization: token },
      body: Buffer.alloc(0),
    },
    scopes,
  );
const aToken = (more: object = {}) => issuer.sign({ tenant_id: 'acme', roles: ['viewer'], ...more });
const refused = (status: number) => expect.objectContaining({ status });

describe('tokens of the issuer', () => {
  test.each(['Bearer ', 'bearer ', ''])('are accepted with the prefix "%s"', async (prefix) => {
    const result = await withToken(`${prefix}${await aToken()}`);
    expect(result).toMatchObject({ allowed: { claims: { tenant_id: 'acme', roles: '[viewer]' } } });
  });

  test('are refused when missing, garbled, expired or cut', async () => {
    const token = await aToken();
    expect(await withToken(undefined)).toEqual(refused(401));
    expect(await withToken('Bearer nonsense')).toEqual(refused(401));
    expect(await withToken(`Bearer ${await aToken({ expiresIn: -1 })}`)).toEqual(refused(401));
    const [header, payload, signature = ''] = token.split('.');
    expect(await withToken(`${header}.${payload}.${signature.slice(0, -4)}AAAA`)).toEqual(refused(401));
  });

  test('are refused when their content was changed', async () => {
    const [header, payload = '', signature] = (await aToken()).split('.');
    const claims = JSON.parse(Buffer.from(payload, 'base64url').toString());
    const forged = Buffer.from(JSON.stringify({ ...claims, tenant_id: 'other' })).toString('base64url');
    expect(await withToken(`${header}.${forged}.${signature}`)).toEqual(refused(401));
  });

  test('need a scope of the route where it asks for some', async () => {
    expect(await withToken(await aToken({ scope: 'read' }), ['write'])).toEqual(refused(403));
    expect(await withToken(await aToken({ scope: 'read write' }), ['write'])).toMatchObject({
      allowed: { scopes: ['write'] },
    });
  });
});

describe('tokens signed otherwise', () => {
  let own: ListeningServer;
  let sign: (claims: JWTPayload) => Promise<string>;
  let ecToken: string;
  let ownAuthorizer: Authorizer;

  beforeAll(async () => {
    const rsa = await generateKeyPair('RS256');
    const ec = await generateKeyPair('ES256');
    const keys = [
      { ...(await exportJWK(rsa.publicKey)), kid: 'rsa', alg: 'RS256' },
      { ...(await exportJWK(ec.publicKey)), kid: 'ec', alg: 'ES256' },
    ];
    own = await listen((request, response) => {
      const discovery = request.url?.startsWith('/.well-known');
      response.end(JSON.stringify(discovery ? { jwks_uri: `${own.url}/jwks` } : { keys }));
    });
    const base = (claims: JWTPayload) =>
      new SignJWT(claims).setIssuer(own.url).setIssuedAt().setExpirationTime('1h');
    sign = (claims) => base(claims).setProtectedHeader({ alg: 'RS256', kid: 'rsa' }).sign(rsa.privateKey);
    ecToken = await base({ aud: 'portal' })
      .setProtectedHeader({ alg: 'ES256', kid: 'ec' })
      .sign(ec.privateKey);
    ownAuthorizer = jwtAuthorizer({
      IdentitySource: IDENTITY,
      JwtConfiguration: { Issuer: own.url, Audience: ['portal'] },
    });
  });
  afterAll(() => own.stop());

  test('another issuer is refused', async () => {
    expect(await withToken(await sign({ aud: 'portal' }))).toEqual(refused(401));
  });

  test('another audience is refused; client_id counts where there is none', async () => {
    const check = async (claims: JWTPayload) => withToken(await sign(claims), [], ownAuthorizer);
    expect(await check({ aud: 'portal' })).toMatchObject({ allowed: {} });
    expect(await check({ aud: ['other', 'portal'] })).toMatchObject({ allowed: {} });
    expect(await check({ aud: 'other', client_id: 'portal' })).toEqual(refused(401));
    expect(await check({ client_id: 'portal' })).toMatchObject({ allowed: {} });
    expect(await check({})).toEqual(refused(401));
  });

  test('algorithms other than RSA are refused, as the gateway does', async () => {
    expect(await withToken(ecToken, [], ownAuthorizer)).toEqual(refused(401));
  });
});

test.each([
  ['text', 'text'],
  [12, '12'],
  [true, 'true'],
  [['a', 'b'], '[a b]'],
  [[], '[]'],
  [{ b: 1, a: ['x'] }, 'map[a:[x] b:1]'],
])('a claim %j is handed on as %s', (value, text) => {
  expect(claimText(value)).toBe(text);
});
