import { isAlnumCode } from '../../detect/characters.ts';
import { type DataType, STRONG } from '../../detect/data-type.ts';
import { sampleOf } from './sample.ts';

const DASHES = '-----';
const BEGIN = `${DASHES}BEGIN `;
/** RSA 16384 in PEM is about 13,000 characters. */
const LONGEST_PEM = 20_000;

/** From `-----BEGIN … PRIVATE KEY` to the end mark, or as far as the block is there. */
function matchPrivateKey(text: string, at: number): readonly [number, number] | undefined {
  if (text.charCodeAt(at + 1) !== 45 || !text.startsWith(BEGIN, at)) return undefined;
  const header = text.slice(at, at + 64);
  const title = /^-{5}BEGIN (?:[A-Z0-9]{1,12} ){0,3}PRIVATE KEY(?: BLOCK)?-{5}/.exec(header)?.[0];
  if (!title) return undefined;
  const bodyStart = at + title.length;
  const next = text.slice(bodyStart, bodyStart + LONGEST_PEM).indexOf(DASHES);
  const end = next < 0 ? Math.min(text.length, bodyStart + 64) : bodyStart + next;
  let letters = 0;
  for (let i = bodyStart; i < end && letters < 40; i++) if (isAlnumCode(text.charCodeAt(i))) letters++;
  if (letters < 40) return undefined;
  const close = next < 0 ? -1 : text.slice(end + 5, end + 64).indexOf(DASHES);
  return [at, close < 0 ? end : end + close + 10];
}

export const privateKey: DataType = {
  id: 'PRIVATE_KEY',
  name: 'Private key',
  group: 'credentials',
  source: 'RFC 7468 (PEM), RFC 9580 (OpenPGP armor), OpenSSH PROTOCOL.key',
  find: [{ kind: 'mark', mark: '-', next: /-/, match: matchPrivateKey }],
  confidence: STRONG,
  mask: {},
  hits: [
    `«${BEGIN}RSA PRIVATE KEY${DASHES}\n${sampleOf('MII', 'base64', 120)}\n${DASHES}END RSA PRIVATE KEY${DASHES}»`,
    `{"private_key":"«${BEGIN}PRIVATE KEY${DASHES}\\n${sampleOf('MII', 'base64', 120)}\\n${DASHES}END PRIVATE KEY${DASHES}»\\n"}`,
  ],
  misses: [
    `${BEGIN}PUBLIC KEY${DASHES}\n${sampleOf('MII', 'base64', 120)}\n${DASHES}END PUBLIC KEY${DASHES}`,
    `${BEGIN}PRIVATE KEY${DASHES}\n...\n${DASHES}END PRIVATE KEY${DASHES}`,
  ],
};

/** Whether the first part decodes to a JSON header with an algorithm. */
function hasJoseHeader(token: string): boolean {
  const header = Buffer.from(token.slice(0, token.indexOf('.')), 'base64url').toString('latin1');
  return header.startsWith('{') && /"alg"\s{0,4}:/.test(header);
}

const encoded = (value: object): string => Buffer.from(JSON.stringify(value)).toString('base64url');

/** The token that jwt.io shows, with whatever header and signature. */
const isExample = (token: string): boolean =>
  Buffer.from(token.split('.')[1] ?? '', 'base64url')
    .toString()
    .startsWith('{"sub":"1234567890","name":"John Doe"');

export const jwt: DataType = {
  id: 'JWT',
  name: 'JSON Web Token',
  group: 'credentials',
  source: 'RFC 7519, RFC 7515 §3.1',
  find: [
    {
      kind: 'token',
      prefixes: ['eyJ'],
      rest: /[A-Za-z0-9_-]{10,2000}\.eyJ[A-Za-z0-9_-]{4,8000}\.[A-Za-z0-9_-]{16,2000}/,
    },
  ],
  validate: hasJoseHeader,
  isTest: isExample,
  confidence: STRONG,
  mask: { head: 3, tail: 4 },
  hits: [
    `Authorization: Bearer «${encoded({ alg: 'HS256', typ: 'JWT' })}.${encoded({ sub: '42', name: 'Ann' })}.${sampleOf('', 'base64url', 43)}»`,
  ],
  misses: [
    `${encoded({ typ: 'JWT', kid: 'none' })}.${encoded({ sub: '42' })}.${sampleOf('', 'base62', 43)}`,
    `${encoded({ alg: 'HS256' })}.${encoded({ sub: '1234567890', name: 'John Doe', iat: 1516239022 })}.${sampleOf('', 'base62', 43)}`,
    'eyJhbGciOi',
  ],
};
