/** Words of documentation that stand where a real secret would. */
const PLACEHOLDER_WORDS =
  /example|sample|dummy|placeholder|change[_-]?me|your[_-]|[_-]here\b|xxxx|0000000|1234567890|abcdefgh|insert|replace|redacted|fake|deadbeef|lorem/i;

/** Those that chance does not write: the short ones stand in one of ten thousand random tokens. */
const TELLING_WORDS =
  /example|sample|placeholder|change[_-]?me|0000000|1234567890|abcdefgh|replace|redacted|deadbeef/i;

/** Distinct characters that a random token of 16 or more characters always has. */
const FEWEST_DISTINCT = 6;

/** Whether a token is what documentation prints instead of a secret: few different characters, or a telling word. */
export function isPlaceholderToken(token: string): boolean {
  if (token.length >= 16 && !isVaried(token.slice(-16))) return true;
  return PLACEHOLDER_WORDS.test(token) && (TELLING_WORDS.test(token) || !isRandomToken(token));
}

function isVaried(text: string): boolean {
  let seen = '';
  for (const char of text) {
    if (!seen.includes(char)) seen += char;
    if (seen.length >= FEWEST_DISTINCT) return true;
  }
  return false;
}

/** Random letters and digits of this length come to 4.4 bits and more; words and repeats do not. */
const isRandomToken = (token: string): boolean => token.length >= 32 && entropyOf(token) >= 4.4;

/** Values that stand after `password=` and are none. */
const NO_SECRETS = new Set(
  (
    'null none nil undefined true false yes no empty required optional string text number boolean integer password passwd pwd pass secret token ' +
    'secrets tokens passwords credential credentials username user login admin root guest test testing tests demo foobar foobarbaz ' +
    'changeit todo tbd n/a value values input output default unknown hidden private public protected static const readonly ' +
    'incorrect invalid expired missing failed reset change forgot wrong correct confirm update enter encrypted hashed plaintext ' +
    'passwort kennwort contraseña contrasena senha wachtwoord haslo hasło mot motdepasse lösenord passord salasana heslo jelszo parola şifre пароль ' +
    'basic bearer oauth oauth2 apikey api_key api-key access_token accesstoken refresh_token client_secret mypassword mysecret yourpassword ' +
    'authentication authorization authenticate vault prompt function object array buffer bytes pointer type interface class enum'
  ).split(' '),
);

const REFERENCE = anyOf(
  /^[<[{(]/, // <password>, [redacted], {{secret}}, (none)
  /[$%]\{|\$\(|\{\{|%\(|<%/, // ${X}, $(cmd), {{x}}, %(x)s
  /^\$[A-Za-z_]/, // $PASSWORD
  /^%[A-Z_a-z]{2,}%$/, // %PASSWORD%
  /^@[A-Za-z]|^!(?:Ref|Sub|vault|secret)/, // @Value, !Ref
  /\(|\)/, // calls
  /^(?:process|os|env|config|settings|self|this|ctx|context|var|vars|secrets|data|local|module|request|req|args|params|props|options|opts|app|session)[.[]/i,
  /^[a-zA-Z_]\w{0,40}(?:\.[a-zA-Z_]\w{0,40}){1,5}$/, // a.b.c
  /^\.{0,2}\/[\w./-]{1,200}$|^[A-Za-z]:\\|^~\//, // paths
  /^https?:\/\//i,
  /^arn:|^projects\/|^vault:|^op:\/\/|^ssm:|^kms:|^secretsmanager/i,
  /\*{3,}|•{2,}|\.{3}|…/,
  /^(?<sign>[xX*.\-_#?•])\k<sign>{2,}/,
  /^(?<char>.)\k<char>{3,}$/,
  /^\{[A-Z]{3,10}\}/,
);

/** One pattern for several: it looks at a text once. */
function anyOf(...patterns: RegExp[]): RegExp {
  return new RegExp(
    patterns.map(({ source, ignoreCase }) => (ignoreCase ? `(?i:${source})` : source)).join('|'),
  );
}

/** Whether what follows a key is a placeholder, a reference or a word instead of a secret. */
export function isNoSecret(value: string): boolean {
  const lower = value.toLowerCase();
  if (NO_SECRETS.has(lower) || NO_SECRETS.has(lower.replaceAll(/[\d_!.-]{1,6}$/g, ''))) {
    return !/[!@#$%^&*]/.test(value) || NO_SECRETS.has(lower);
  }
  if (PLACEHOLDER_WORDS.test(value) || REFERENCE.test(value)) return true;
  return isConstantName(value);
}

/** `MY_SECRET_NAME`, `my-secret-name`: words joined, no digits: the name of a secret. */
const isConstantName = (value: string): boolean =>
  /^(?:[A-Z]{2,20}(?:[_-][A-Z]{1,20}){1,8}|[a-z]{2,20}(?:[_-][a-z]{1,20}){1,8})$/.test(value);

/** Shannon entropy in bits a character. */
export function entropyOf(text: string): number {
  const codes = new Uint16Array(text.length);
  for (let at = 0; at < text.length; at++) codes[at] = text.charCodeAt(at);
  codes.sort();
  let entropy = 0;
  for (let from = 0, at = 0; from < codes.length; from = at) {
    while (at < codes.length && codes[at] === codes[from]) at++;
    const share = (at - from) / codes.length;
    entropy -= share * Math.log2(share);
  }
  return entropy;
}

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;

/** Whether a string after a key word looks random: hex from 3.0 bits, mixed from 3.5 (both from measured secrets). */
export function isRandomLooking(value: string): boolean {
  if (value.length < 16 || UUID.test(value)) return false;
  if (/^[0-9a-f]+$/i.test(value)) return entropyOf(value) >= 3;
  if (!/\d/.test(value) && !/[a-z].*[A-Z].*[a-z].*[A-Z]/.test(value)) return false;
  return entropyOf(value) >= 3.5 && !isWords(value);
}

/** camelCase and joined words: few digits, long runs of lower-case letters. */
function isWords(value: string): boolean {
  const runs = value.match(/[a-z]{4,}/g) ?? [];
  return runs.join('').length > value.length * 0.6;
}
