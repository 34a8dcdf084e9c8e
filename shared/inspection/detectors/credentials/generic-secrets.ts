import type { DataType } from '../../detect/data-type.ts';
import { entropyOf, isNoSecret, isRandomLooking } from '../../detect/placeholder.ts';
import { assignedValue, readValue } from './assignment.ts';
import { sampleOf } from './sample.ts';

const SHORTEST_PASSWORD = 6;

/** Where a password is told by its surroundings only, what can be one: no reference, no word, no sentence. */
function matchPassword(text: string, start: number): number {
  const value = readValue(text, start);
  if (!value) return -1;
  const secret = text.slice(value.start, value.end);
  if (secret.length < SHORTEST_PASSWORD || /\s/.test(secret) || isNoSecret(secret)) return -1;
  if (value.quoted) return isLikelyName(secret) ? -1 : value.end;
  const isMixed = /[a-z]/i.test(secret) && /[^a-z]/i.test(secret) && !isLikelyName(secret);
  return isMixed || isScrambled(secret) ? value.end : -1;
}

/** Letters only, but of both cases in no order that words have. */
const isScrambled = (value: string): boolean =>
  value.length >= 10 &&
  /^[A-Za-z]+$/.test(value) &&
  (value.match(/[a-z][A-Z]/g)?.length ?? 0) >= 2 &&
  !/[a-z]{4}/.test(value);

/** Plain words and identifiers: `current_password`, `hasPassword`, `case-sensitive`. */
const isLikelyName = (value: string): boolean =>
  /^[A-Za-z]+(?:[_-][A-Za-z]+)+$/.test(value) ||
  /^[a-z]+(?:[A-Z][a-z]+)+$/.test(value) ||
  (/^[a-z]+$/.test(value.slice(1)) && /^[a-zA-Z]$/.test(value[0]!) && value.length < 8);

const password: DataType = {
  id: 'PASSWORD',
  name: 'Password',
  group: 'credentials',
  source: 'Key words of configuration files, forms and prose; filters for placeholders and references',
  find: [{ kind: 'labelled', match: matchPassword, valueAfter: assignedValue }],
  context: [
    'password',
    'passwd',
    'pwd',
    'passphrase',
    'pass phrase',
    'userpassword',
    'dbpassword',
    'dbpass',
    'userpass',
    'passcode',
    'pass',
    'passwort',
    'kennwort',
    'mot de passe',
    'contraseña',
    'clave de acceso',
    'senha',
    'wachtwoord',
    'hasło',
    'lösenord',
    'passord',
    'adgangskode',
    'kodeord',
    'salasana',
    'heslo',
    'jelszó',
    'parola',
    'şifre',
    'пароль',
    'κωδικός πρόσβασης',
    '密码',
    '密碼',
    'パスワード',
    '비밀번호',
    'كلمة المرور',
    'סיסמה',
    'รหัสผ่าน',
    'पासवर्ड',
  ],
  confidence: { alone: 'none', weak: 'low', own: 'medium' },
  mask: {},
  hits: [
    `DB_PASSWORD=«${sampleOf('Tr', 'base62', 10)}!»`,
    `"password": "«${sampleOf('h', 'base62', 9)}#»"`,
    `<password>«${sampleOf('Zq', 'base62', 8)}»</password>`,
    `spring.datasource.password: «${sampleOf('m', 'base62', 11)}»`,
    `the wifi password is «${sampleOf('W', 'base62', 9)}», don't share it`,
    `mysqldump --password=«${sampleOf('k', 'base62', 10)}» app`,
    `user,password\nann,«${sampleOf('R', 'base62', 9)}»\n`,
    `Passwort: «${sampleOf('S', 'base62', 9)}»`,
  ],
  misses: [
    `password: $${'{DB_PASSWORD}'}`,
    'password = os.environ["DB_PASSWORD"]',
    'PASSWORD=changeme',
    'password: <your-password>',
    'The password must be at least 12 characters long.',
    'password: string',
    'const password = getPassword();',
    'password=********',
    'password_file: /run/secrets/db1',
    '"password": "Enter your password"',
    'password = user.password',
    'password is required',
  ],
};

/** Random-looking text of the length of keys. */
function matchSecret(text: string, start: number): number {
  const value = readValue(text, start);
  if (!value) return -1;
  const secret = text.slice(value.start, value.end);
  if (!/^[A-Za-z0-9+/_=.~!@#%^&*:-]{12,200}$/.test(secret) || isNoSecret(secret)) return -1;
  if (isRandomLooking(secret)) return value.end;
  return value.quoted &&
    secret.length >= 12 &&
    /\d/.test(secret) &&
    /[a-z]/i.test(secret) &&
    /[^A-Za-z0-9._-]/.test(secret) &&
    entropyOf(secret) >= 3
    ? value.end
    : -1;
}

const genericSecret: DataType = {
  id: 'GENERIC_SECRET',
  name: 'API key or secret',
  group: 'credentials',
  source: 'Key words of configuration files with Shannon entropy (hex 3.0, mixed 3.5 bits)',
  find: [{ kind: 'labelled', match: matchSecret, valueAfter: assignedValue }],
  context: [
    'api key',
    'apikey',
    'api token',
    'api secret',
    'access key',
    'accesskey',
    'access token',
    'auth token',
    'authtoken',
    'auth key',
    'secret',
    'secret key',
    'secretkey',
    'client secret',
    'clientsecret',
    'app secret',
    'appsecret',
    'consumer secret',
    'private key',
    'signing key',
    'signing secret',
    'encryption key',
    'master key',
    'shared secret',
    'webhook secret',
    'session secret',
    'jwt secret',
    'token',
    'refresh token',
    'bearer token',
    'service key',
    'storage key',
    'account key',
    'license key',
    'licence key',
    'credential',
    'credentials',
    'api schlüssel',
    'clé api',
    'clave api',
    'chave api',
    'token de acceso',
    'jeton',
    'x-api-key',
    'deploy key',
    'deploy token',
    'personal access token',
    'subscription key',
    'cookie secret',
    'secret key base',
  ],
  confidence: { alone: 'none', weak: 'low', own: 'medium' },
  mask: { tail: 4 },
  hits: [
    `api_key = "«${sampleOf('', 'base62', 32)}»"`,
    `X-API-Key: «${sampleOf('', 'hex', 40)}»`,
    `clientSecret: '«${sampleOf('', 'base62', 40)}»'`,
    `SECRET_KEY_BASE=«${sampleOf('', 'hex', 64)}»`,
    `<add key="apiSecret" value="ignored"/>\n<apiSecret>«${sampleOf('', 'base62', 28)}»</apiSecret>`,
  ],
  misses: [
    'api_key: YOUR_API_KEY_GOES_HERE',
    'token: 550e8400-e29b-41d4-a716-446655440000',
    'secret_name: production-database-credentials',
    'access_token = response.json()["access_token"]',
    `"integrity": "sha512-${sampleOf('', 'base64', 86)}=="`,
    'secretKeyRef: my-app-secret-name',
    'next_page_token: ""',
  ],
};

const awsSecretKey: DataType = {
  id: 'AWS_SECRET_KEY',
  name: 'AWS secret access key',
  group: 'credentials',
  source: 'AWS IAM, access keys: forty characters of base64 beside an access key id',
  find: [
    {
      kind: 'labelled',
      match: (text, start) => {
        const value = readValue(text, start);
        const isKey =
          value &&
          value.end - value.start === 40 &&
          /^[A-Za-z0-9+/]{40}$/.test(text.slice(value.start, value.end));
        return isKey && entropyOf(text.slice(value.start, value.end)) > 4 ? value.end : -1;
      },
      valueAfter: assignedValue,
    },
  ],
  isTest: (value) => value.endsWith('EXAMPLEKEY'),
  context: [
    'aws secret access key',
    'secret access key',
    'aws secret key',
    'aws secret',
    'awssecretkey',
    'aws secret access',
    's3 secret key',
    'secretaccesskey',
  ],
  confidence: { alone: 'none', weak: 'medium', own: 'high' },
  mask: { tail: 4 },
  hits: [
    `aws_secret_access_key = «${sampleOf('', 'base64', 40, 4)}»`,
    `"SecretAccessKey": "«${sampleOf('', 'base64', 40, 5)}»"`,
  ],
  misses: [
    `aws_secret_access_key = wJalrXUtnFEMI/${'K7MDENG'}/bPxRfiCYEXAMPLEKEY`,
    `commit ${sampleOf('', 'hex', 40)}`,
  ],
};

export const genericSecrets: readonly DataType[] = [awsSecretKey, password, genericSecret];
