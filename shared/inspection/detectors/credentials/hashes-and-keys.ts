import { isAlnumCode } from '../../detect/characters.ts';
import { type DataType, STRONG } from '../../detect/data-type.ts';
import { sampleOf } from './sample.ts';

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
    { kind: 'mark', mark: '$', next: /[A-Za-z0-9]/, match: matchHash },
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
  find: [{ kind: 'mark', mark: ':', next: /A/, match: matchTelegram }],
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
      next: /u/,
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

export const hashesAndKeys: readonly DataType[] = [passwordHash, telegram, mailchimp, otpSecret, puttyKey];
