import { type DataType, STRONG } from '../../detect/data-type.ts';
import { entropyOf, isNoSecret } from '../../detect/placeholder.ts';
import { sampleOf } from './sample.ts';

const base64Text = (value: string): string => Buffer.from(value, 'base64').toString('latin1');

/** After `Basic ` and `Bearer ` comes the value. */
const afterScheme = (text: string, _start: number, end: number): number =>
  text.charCodeAt(end) === 32 ? end + 1 : -1;

function matchBasic(text: string, start: number): number {
  const value = /^[A-Za-z0-9+/]{8,400}={0,2}(?![A-Za-z0-9])/.exec(text.slice(start, start + 410))?.[0];
  return value && /^[\x21-\x7e]{1,100}:[\x21-\x7e]{4,200}$/.test(base64Text(value))
    ? start + value.length
    : -1;
}

function matchBearer(text: string, start: number): number {
  const value = /^[A-Za-z0-9._~+/-]{20,500}={0,2}(?![A-Za-z0-9])/.exec(text.slice(start, start + 510))?.[0];
  const isToken = value && /\d/.test(value) && entropyOf(value) >= 3.3 && !isNoSecret(value);
  return isToken ? start + value.length : -1;
}

const basicAuth: DataType = {
  id: 'BASIC_AUTH',
  name: 'HTTP basic credentials',
  group: 'credentials',
  source: 'RFC 7617: base64 of user:password',
  find: [{ kind: 'labelled', match: matchBasic, valueAfter: afterScheme }],
  isTest: (value) => isNoSecret(base64Text(value).split(':')[1] ?? ''),
  context: ['basic'],
  confidence: STRONG,
  mask: {},
  hits: [`Authorization: Basic «${Buffer.from(`ann:${sampleOf('k', 'base62', 12)}`).toString('base64')}»`],
  misses: ['Authorization: Basic YOUR_CREDENTIALS', 'Basic information1 about the plan'],
};

/** Tokens of a known vendor are the vendor's: types that stand earlier in the catalogue. */
const bearer: DataType = {
  id: 'BEARER_TOKEN',
  name: 'HTTP bearer token',
  group: 'credentials',
  source: 'RFC 6750 §2.1',
  find: [{ kind: 'labelled', match: matchBearer, valueAfter: afterScheme }],
  context: ['bearer'],
  confidence: STRONG,
  mask: { tail: 4 },
  hits: [
    `Authorization: Bearer «${sampleOf('', 'base62', 40)}»`,
    `-H "authorization: Bearer «${sampleOf('', 'hex', 48)}»"`,
  ],
  misses: [
    'Authorization: Bearer <token>',
    'Authorization: Bearer YOUR_ACCESS_TOKEN_1234',
    'the bearer certificatesofdepositare',
  ],
};

const curl: DataType = {
  id: 'CURL_CREDENTIALS',
  name: 'Credentials on a command line',
  group: 'credentials',
  source: 'curl(1), -u user:password; sshpass(1), -p password',
  find: [
    {
      kind: 'token',
      prefixes: ['curl '],
      rest: /[^\n|;]{0,150}?(?:-u|--user) ?["']?[A-Za-z0-9._@-]{1,64}:[^\s"'<>$]{6,100}/,
    },
    { kind: 'token', prefixes: ['sshpass -p'], rest: / ?["']?[^\s"'<>$]{6,100}/ },
  ],
  validate: (value) => !isNoSecret(value.slice(value.lastIndexOf(':') + 1)),
  confidence: STRONG,
  mask: { head: 4 },
  hits: [`«curl -s -u svc:${sampleOf('c', 'base62', 14)}» https://api.internal/x`],
  misses: ['curl -u user:password https://x', 'curl -u $USER:$TOKEN https://x', 'curl -s https://a.b/c:8080'],
};

export const httpCredentials: readonly DataType[] = [basicAuth, bearer, curl];
