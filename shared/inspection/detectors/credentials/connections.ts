import { isAlnumCode, isLetterCode } from '../../detect/characters.ts';
import { type DataType, STRONG } from '../../detect/data-type.ts';
import { entropyOf, isNoSecret } from '../../detect/placeholder.ts';
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
  return [start, end];
}

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

const passwordOf = (url: string): string =>
  url.slice(url.indexOf(':', url.indexOf('://') + 3) + 1, url.lastIndexOf('@'));

const urlCredentials: DataType = {
  id: 'CONNECTION_STRING',
  name: 'Connection string with password',
  group: 'credentials',
  source: 'RFC 3986 §3.2.1 userinfo; ADO.NET and JDBC connection strings',
  find: [
    { kind: 'mark', mark: ':', match: matchUrlCredentials },
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
      rest: /[^\n"'<>]{1,240}?[;?&: ](?:[Pp]assword|PASSWORD|[Pp]wd|PWD|SharedAccessKey|AccountKey)=[^;&"'<>\s]{4,128}/,
    },
  ],
  validate(value) {
    const password =
      value.includes('@') && value.includes('://') && !value.includes('=')
        ? passwordOf(value)
        : /(?:password|pwd|key)=([^;&\s]+)/i.exec(value)?.[1];
    return password === undefined || !/^[<${[%*]|\$\{|\*{3}|x{4}/.test(password);
  },
  isTest: (value) =>
    value.includes('://') &&
    value.includes('@') &&
    (WEAK_PASSWORDS.has(passwordOf(value).toLowerCase()) || isNoSecret(passwordOf(value))),
  confidence: STRONG,
  mask: { head: 4 },
  hits: [
    `DATABASE_URL=«postgres://app:${sampleOf('p', 'base62', 12)}@db.internal.net:5432»/orders`,
    `uri: "«mongodb+srv://svc:${sampleOf('m', 'base62', 14)}@cluster0.ab1cd.mongodb.net»/app"`,
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

const base64Text = (value: string): string => Buffer.from(value, 'base64').toString('latin1');

const basicAuth: DataType = {
  id: 'BASIC_AUTH',
  name: 'HTTP basic credentials',
  group: 'credentials',
  source: 'RFC 7617: base64 of user:password',
  find: [{ kind: 'token', prefixes: ['Basic ', 'basic '], rest: /[A-Za-z0-9+/]{8,400}={0,2}/ }],
  validate: (value) => /^[\x21-\x7e]{1,100}:[\x21-\x7e]{4,200}$/.test(base64Text(value.slice(6))),
  isTest: (value) => isNoSecret(base64Text(value.slice(6)).split(':')[1] ?? ''),
  confidence: STRONG,
  mask: { head: 5 },
  hits: [`Authorization: «Basic ${Buffer.from(`ann:${sampleOf('k', 'base62', 12)}`).toString('base64')}»`],
  misses: ['Authorization: Basic YOUR_CREDENTIALS', 'Basic information1 about the plan'],
};

const bearer: DataType = {
  id: 'BEARER_TOKEN',
  name: 'HTTP bearer token',
  group: 'credentials',
  source: 'RFC 6750 §2.1',
  find: [{ kind: 'token', prefixes: ['Bearer ', 'bearer '], rest: /[A-Za-z0-9._~+/-]{20,500}={0,2}/ }],
  validate: (value) =>
    !value.includes(' eyJ') &&
    /\d/.test(value) &&
    entropyOf(value.slice(7)) >= 3.3 &&
    !isNoSecret(value.slice(7)),
  confidence: STRONG,
  mask: { head: 6, tail: 4 },
  hits: [
    `Authorization: «Bearer ${sampleOf('', 'base62', 40)}»`,
    `-H "authorization: «Bearer ${sampleOf('', 'hex', 48)}»"`,
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
      rest: /[^\n|;]{0,200}?(?:-u|--user) ?["']?[A-Za-z0-9._@-]{1,64}:[^\s"'<>$]{6,100}/,
    },
    { kind: 'token', prefixes: ['sshpass -p'], rest: / ?["']?[^\s"'<>$]{6,100}/ },
  ],
  validate: (value) => !isNoSecret(value.slice(value.lastIndexOf(':') + 1)),
  confidence: STRONG,
  mask: { head: 4 },
  hits: [`«curl -s -u svc:${sampleOf('c', 'base62', 14)}» https://api.internal/x`],
  misses: ['curl -u user:password https://x', 'curl -u $USER:$TOKEN https://x', 'curl -s https://a.b/c:8080'],
};

function matchHash(text: string, at: number): readonly [number, number] | undefined {
  const next = text.charCodeAt(at + 1);
  if (!isAlnumCode(next)) return undefined;
  HASH.lastIndex = at;
  return HASH.test(text) ? [at, HASH.lastIndex] : undefined;
}

const HASH =
  /\$(?:2[abxy]?\$\d\d\$[./A-Za-z0-9]{53}|argon2(?:id|i|d)\$v=\d{1,3}\$[mtp=,0-9]{5,40}\$[A-Za-z0-9+/]{8,64}\$[A-Za-z0-9+/]{16,128}|[156]\$(?:rounds=\d{1,9}\$)?[./A-Za-z0-9]{2,16}\$[./A-Za-z0-9]{22,86}|y\$[./A-Za-z0-9]{2,40}\$[./A-Za-z0-9]{2,86}\$[./A-Za-z0-9]{43}|pbkdf2(?:-sha\d{1,3})?\$\d{3,8}\$[./A-Za-z0-9]{8,64}\$[./A-Za-z0-9]{20,128}|scrypt\$[A-Za-z0-9=,$+/]{30,200})/y;

const passwordHash: DataType = {
  id: 'PASSWORD_HASH',
  name: 'Password hash',
  group: 'credentials',
  source: 'crypt(5), PHC string format',
  find: [
    { kind: 'mark', mark: '$', match: matchHash },
    {
      kind: 'token',
      prefixes: ['pbkdf2_sha256$', 'pbkdf2_sha1$', 'bcrypt_sha256$'],
      rest: /[A-Za-z0-9$./+]{20,200}={0,2}/,
    },
  ],
  confidence: STRONG,
  mask: { head: 2 },
  hits: [
    `root:«$6$${sampleOf('', 'base62', 8)}$${sampleOf('', 'base62', 86)}»:19000:0:99999:7:::`,
    `hash: «$2b$12$${sampleOf('', 'base62', 53)}»`,
    `«$argon2id$v=19$m=65536,t=3,p=4$${sampleOf('', 'base62', 22)}$${sampleOf('', 'base62', 43)}»`,
  ],
  misses: ['costs $6 and $2a', '$2a$10$...'],
};

const azureStorage: DataType = {
  id: 'AZURE_STORAGE_KEY',
  name: 'Azure storage or service key',
  group: 'credentials',
  source: 'Microsoft Learn, storage account keys: 64 bytes in base64',
  find: [
    {
      kind: 'token',
      prefixes: ['AccountKey=', 'SharedAccessKey=', 'accountKey='],
      rest: /[A-Za-z0-9+/]{43,86}={1,2}/,
    },
  ],
  confidence: STRONG,
  mask: { head: 10, tail: 4 },
  hits: [
    `DefaultEndpointsProtocol=https;AccountName=hr;«AccountKey=${sampleOf('', 'base64', 86)}==»;EndpointSuffix=core.windows.net`,
  ],
  misses: ['AccountKey=<key>;', 'AccountKey=...'],
};

/** Azure client secrets hold `Q~` at the fifth place: three characters, a digit, `Q~`. */
function matchAzureSecret(text: string, at: number): readonly [number, number] | undefined {
  if (text[at - 1] !== 'Q') return undefined;
  AZURE_SECRET.lastIndex = at - 5;
  if (at < 5 || isAlnumCode(text.charCodeAt(at - 6)) || !AZURE_SECRET.test(text)) return undefined;
  const end = AZURE_SECRET.lastIndex;
  return isAlnumCode(text.charCodeAt(end)) ? undefined : [at - 5, end];
}

const AZURE_SECRET = /[A-Za-z0-9_~.-]{3}\dQ~[A-Za-z0-9_~.-]{31,34}/y;

const azureClientSecret: DataType = {
  id: 'AZURE_CLIENT_SECRET',
  name: 'Azure client secret',
  group: 'credentials',
  source: 'Microsoft Entra, application passwords since 2021',
  find: [{ kind: 'mark', mark: '~', match: matchAzureSecret }],
  confidence: STRONG,
  mask: { head: 3, tail: 4 },
  hits: [`AZURE_CLIENT_SECRET=«${sampleOf('', 'base62', 3)}8Q~${sampleOf('', 'base62', 34)}»`],
  misses: ['abc8Q~short', 'about ~30'],
};

const azureSas: DataType = {
  id: 'AZURE_SAS',
  name: 'Azure shared access signature',
  group: 'credentials',
  source: 'Microsoft Learn, "Create an account SAS"',
  find: [{ kind: 'token', prefixes: ['sig='], rest: /[A-Za-z0-9%+/]{40,80}(?:%3D|=)/ }],
  confidence: STRONG,
  mask: { head: 3, tail: 4 },
  hits: [`https://hr.blob.core.windows.net/x?sv=2022-11-02&sp=r&«sig=${sampleOf('', 'base62', 43)}%3D»`],
  misses: ['sig=abc', 'sig=<signature>'],
};

/** `123456789:AA…`, told from the colon. */
function matchTelegram(text: string, at: number): readonly [number, number] | undefined {
  if (text[at + 1] !== 'A' || text[at + 2] !== 'A') return undefined;
  let start = at;
  while (at - start < 11 && text.charCodeAt(start - 1) >= 48 && text.charCodeAt(start - 1) <= 57) start--;
  TELEGRAM.lastIndex = at + 1;
  if (at - start < 8 || at - start > 10 || isAlnumCode(text.charCodeAt(start - 1)) || !TELEGRAM.test(text))
    return undefined;
  return isAlnumCode(text.charCodeAt(TELEGRAM.lastIndex)) ? undefined : [start, TELEGRAM.lastIndex];
}

const TELEGRAM = /AA[A-Za-z0-9_-]{32,33}/y;

const telegram: DataType = {
  id: 'TELEGRAM_BOT_TOKEN',
  name: 'Telegram bot token',
  group: 'credentials',
  source: 'Telegram Bot API, "Authorizing your bot"',
  find: [{ kind: 'mark', mark: ':', match: matchTelegram }],
  confidence: STRONG,
  mask: { tail: 4 },
  hits: [`TELEGRAM_TOKEN=«5920184736:AA${sampleOf('', 'base62', 33)}»`],
  misses: ['5920184736:AA', 'time 10:AA'],
};

const mailchimp: DataType = {
  id: 'MAILCHIMP_KEY',
  name: 'Mailchimp API key',
  group: 'credentials',
  source: 'Mailchimp, API keys: 32 hex digits and the data centre',
  find: [
    {
      kind: 'mark',
      mark: '-',
      match: (text, at) => {
        if (text[at + 1] !== 'u' || text[at + 2] !== 's') return undefined;
        const end = /^-us\d{1,2}\b/.exec(text.slice(at, at + 7))?.[0].length;
        const isKey =
          end !== undefined &&
          at >= 32 &&
          /^[a-f0-9]{32}$/.test(text.slice(at - 32, at)) &&
          !isAlnumCode(text.charCodeAt(at - 33));
        return isKey ? [at - 32, at + end] : undefined;
      },
    },
  ],
  confidence: STRONG,
  mask: { tail: 4 },
  hits: [`MAILCHIMP_API_KEY=«${sampleOf('', 'hex', 32)}-us14»`],
  misses: ['en-us12', 'region-us2'],
};

const otpSecret: DataType = {
  id: 'OTP_SECRET',
  name: 'One-time password secret',
  group: 'credentials',
  source: 'Key URI format of authenticator apps',
  find: [
    {
      kind: 'token',
      prefixes: ['otpauth://'],
      rest: /(?:totp|hotp)\/[^\s"'<>]{0,200}?secret=[A-Z2-7]{16,128}/,
    },
  ],
  confidence: STRONG,
  mask: { head: 7 },
  hits: [`scan «otpauth://totp/Acme:ann?secret=${sampleOf('', 'base32', 32)}»&issuer=Acme`],
  misses: ['otpauth://totp/Acme:ann?secret='],
};

const puttyKey: DataType = {
  id: 'PUTTY_KEY',
  name: 'PuTTY private key',
  group: 'credentials',
  source: 'PuTTY documentation, appendix C: PPK file format',
  find: [{ kind: 'token', prefixes: ['PuTTY-User-Key-File-'], rest: /[23]: [a-z0-9-]{5,40}/ }],
  confidence: STRONG,
  mask: { head: 5 },
  hits: ['«PuTTY-User-Key-File-3: ssh-ed25519»\nEncryption: none\n'],
  misses: ['a PuTTY-User-Key-File- header'],
};

export const connections: readonly DataType[] = [
  urlCredentials,
  azureStorage,
  azureClientSecret,
  azureSas,
  basicAuth,
  bearer,
  curl,
  passwordHash,
  telegram,
  mailchimp,
  otpSecret,
  puttyKey,
];
