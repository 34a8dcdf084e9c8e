import { isAlnumCode, isLetterCode } from '../../detect/characters.ts';
import { type DataType, STRONG } from '../../detect/data-type.ts';
import { isNoSecret } from '../../detect/placeholder.ts';
import { sampleOf } from './sample.ts';

const LONGEST_SCHEME = 20;
const LONGEST_USER = 64;
const LONGEST_PASSWORD = 200;

/** `scheme://user:pass@host`, told from `://`. */
function matchUrlCredentials(text: string, at: number): readonly [number, number] | undefined {
  if (text.charCodeAt(at + 1) !== 47 || text.charCodeAt(at + 2) !== 47) return undefined;
  let start = at;
  while (
    start > 0 &&
    at - start < LONGEST_SCHEME &&
    (isAlnumCode(text.charCodeAt(start - 1)) || text[start - 1] === '+')
  )
    start--;
  if (!isLetterCode(text.charCodeAt(start))) return undefined;
  const colon = scanTo(text, at + 3, 58, LONGEST_USER);
  const sign = colon < 0 ? -1 : scanTo(text, colon + 1, 64, LONGEST_PASSWORD);
  if (sign < 0 || sign - colon < 4 || !isAlnumCode(text.charCodeAt(sign + 1))) return undefined;
  let end = sign + 1;
  while (end - sign < 253 && (isAlnumCode(text.charCodeAt(end)) || '.-:_,'.includes(text[end] ?? ' '))) end++;
  while (!isAlnumCode(text.charCodeAt(end - 1))) end--;
  // A vendor's token in the place of the password tells more than the address around it.
  if (VENDOR_TOKEN.test(text.slice(colon + 1, colon + 13))) return undefined;
  return [start, pathEnd(text, end)];
}

const VENDOR_TOKEN =
  /^(?:gh[opsur]_|github_pat_|gl[a-z]{2,5}-|xox|npm_|pypi-|sk-|hf_|do[opr]_v1_|A[KS]IA|ATATT|AKC|hvs\.|dckr_pat_)/;

/** `/orders?sslmode=require` after the host. */
function pathEnd(text: string, hostEnd: number): number {
  if (text[hostEnd] !== '/' && text[hostEnd] !== '?') return hostEnd;
  PATH.lastIndex = hostEnd;
  let end = PATH.test(text) ? PATH.lastIndex : hostEnd;
  while (end > hostEnd && '.,:?&'.includes(text[end - 1]!)) end--;
  return end;
}

const PATH = /[\w\-./?=&%~+:@,]{1,200}/y;

/** Position of a character before any blank, quote or slash, -1 if there is none in reach. */
function scanTo(text: string, from: number, wanted: number, reach: number): number {
  for (let at = from; at < from + reach; at++) {
    const code = text.charCodeAt(at);
    if (code === wanted) return at;
    if (
      !(code > 32) ||
      code === 34 ||
      code === 39 ||
      code === 60 ||
      code === 62 ||
      code === 47 ||
      code === 96 ||
      code === 96
    )
      return -1;
  }
  return -1;
}

const WEAK_PASSWORDS = new Set(
  'password pass passwd secret postgres root admin changeme example guest test user pw pwd mysql mongo redis rabbitmq letmein'.split(
    ' ',
  ),
);

const URL_CREDENTIALS = /^[A-Za-z0-9+]{1,20}:\/\/[^:@]{0,64}:([^@/]{3,200})@/;

const passwordOf = (url: string): string => URL_CREDENTIALS.exec(url)?.[1] ?? '';

export const connectionString: DataType = {
  id: 'CONNECTION_STRING',
  name: 'Connection string with password',
  group: 'credentials',
  source: 'RFC 3986 §3.2.1 userinfo; ADO.NET and JDBC connection strings',
  find: [
    { kind: 'mark', mark: ':', next: /\//, match: matchUrlCredentials },
    {
      kind: 'token',
      prefixes: [
        'Server=',
        'server=',
        'Data Source=',
        'Host=',
        'host=',
        'jdbc:',
        'Driver=',
        'Endpoint=sb://',
        'AccountEndpoint=https://',
      ],
      rest: /[^\n"'<>]{1,180}?[;?&: ](?:[Pp]assword|PASSWORD|[Pp]wd|PWD|SharedAccessKey|AccountKey)=[^;&"'<>\s]{4,128}/,
    },
  ],
  validate(value) {
    const password = URL_CREDENTIALS.test(value)
      ? passwordOf(value)
      : /(?:password|pwd|key)=([^;&\s]+)/i.exec(value)?.[1];
    return password === undefined || !/^[<${[%*]|\$\{|\*{3}|x{4}/.test(password);
  },
  isTest: (value) =>
    URL_CREDENTIALS.test(value) &&
    (WEAK_PASSWORDS.has(passwordOf(value).toLowerCase()) || isNoSecret(passwordOf(value))),
  confidence: STRONG,
  mask: { head: 4 },
  hits: [
    `DATABASE_URL=«postgres://app:${sampleOf('p', 'base62', 12)}@db.internal.net:5432/orders»`,
    `uri: "«mongodb+srv://svc:${sampleOf('m', 'base62', 14)}@cluster0.ab1cd.mongodb.net/app»"`,
    `"«Server=tcp:sql01;Database=hr;User Id=svc;Password=${sampleOf('Q', 'base62', 12)}»;Encrypt=true"`,
    `url=«jdbc:mysql://db:3306/hr?user=app&password=${sampleOf('J', 'base62', 11)}»`,
  ],
  misses: [
    'postgres://user:password@localhost:5432/db',
    'https://example.com:8080/a@b',
    `redis://:$${'{REDIS_PASSWORD}'}@cache:6379`,
    'postgres://<user>:<password>@host/db',
  ],
};
