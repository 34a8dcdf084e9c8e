import type { Random } from '../detectors/random.ts';
import { BASE62, between, chars, digits, fill, HEX, LOWER } from './draw.ts';
import { person } from './people.ts';

type Build = (r: Random) => string;

const hex = (r: Random, count: number) => chars(r, HEX, count);
const b64 = (r: Random, count: number) => chars(r, `${BASE62}+/`, count);
const uuid = (r: Random) => fill(r, '%%%%%%%%-%%%%-4%%%-b%%%-%%%%%%%%%%%%');
const many = (count: number, line: () => string) => Array.from({ length: count }, line).join('\n');

/** Texts without anything sensitive in them, and yet full of what looks like it. */
export const NEGATIVES: Readonly<Record<string, Build>> = {
  packageLock: (r) =>
    `"node_modules/${chars(r, LOWER, 7)}": {\n  "version": "${between(r, 1, 9)}.${between(r, 0, 20)}.${between(r, 0, 9)}",\n  "resolved": "https://npm.example.org/x/-/x-1.0.0.tgz",\n  "integrity": "sha512-${b64(r, 86)}==",\n  "dev": true\n}`,
  yarnLock: (r) =>
    `"@babel/core@^7.${between(r, 1, 20)}.0":\n  version "7.23.9"\n  resolved "https://yarn.example.org/@babel/core/-/core-7.23.9.tgz#${hex(r, 40)}"\n  integrity sha512-${b64(r, 86)}==`,
  goSum: (r) =>
    `github.com/pkg/errors v0.9.1 h1:${b64(r, 43)}=\ngithub.com/pkg/errors v0.9.1/go.mod h1:${b64(r, 43)}=`,
  cargoLock: (r) =>
    `[[package]]\nname = "serde"\nversion = "1.0.${between(r, 10, 200)}"\nsource = "registry+https://github.com/rust-lang/crates.io-index"\nchecksum = "${hex(r, 64)}"`,
  poetryLock: (r) =>
    `files = [\n    {file = "attrs-23.2.0-py3-none-any.whl", hash = "sha256:${hex(r, 64)}"},\n]`,
  dockerDigest: (r) => `FROM node:20-alpine@sha256:${hex(r, 64)}\nRUN apk add --no-cache curl`,
  gitLog: (r) =>
    many(4, () => `${hex(r, 40)} ${person(r)} fix: handle empty list (#${between(r, 100, 999)})`),
  gitDiff: (r) =>
    `diff --git a/src/a.ts b/src/a.ts\nindex ${hex(r, 7)}..${hex(r, 7)} 100644\n--- a/src/a.ts\n+++ b/src/a.ts\n@@ -${between(r, 1, 99)},7 +${between(r, 1, 99)},9 @@`,
  uuids: (r) => many(5, () => `${uuid(r)} processed in ${between(r, 10, 900)} ms`),
  etag: (r) =>
    `HTTP/1.1 200 OK\nETag: "${hex(r, 32)}"\nX-Request-Id: ${uuid(r)}\nX-Amz-Cf-Id: ${b64(r, 54)}==\nContent-Length: ${digits(r, 5)}`,
  md5sums: (r) => many(3, () => `${hex(r, 32)}  release-${between(r, 1, 9)}.${between(r, 0, 9)}.tar.gz`),
  orders: (r) =>
    `Your order no. ${digits(r, 10)} has shipped. Tracking number ${digits(r, 12)}, expected on Tuesday.`,
  invoices: (r) =>
    `Invoice ${digits(r, 8)} dated 2026-04-0${between(r, 1, 9)}, customer no. ${digits(r, 6)}, total EUR ${digits(r, 4)}.00`,
  sku: (r) => many(4, () => `SKU ${fill(r, '@@@-#####-##')}  EAN ${digits(r, 13)}  qty ${between(r, 1, 50)}`),
  timestamps: (r) => many(4, () => `{"ts":17${digits(r, 11)},"dur":${digits(r, 5)},"id":${digits(r, 9)}}`),
  epochs: (r) => `last_seen=17${digits(r, 8)} expires=17${digits(r, 8)} ttl=86400 shard=${between(r, 1, 99)}`,
  versions: (r) =>
    `Upgraded from version ${between(r, 1, 9)}.${between(r, 0, 9)}.${between(r, 0, 9)}.${between(r, 0, 99)} to v${between(r, 1, 9)}.${between(r, 0, 20)}.${between(r, 0, 9)}.${between(r, 0, 9)}; build ${digits(r, 8)}.`,
  chromeVersion: (r) =>
    `Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 Chrome/1${between(r, 10, 30)}.0.${between(r, 1000, 7000)}.${between(r, 10, 200)} Safari/537.36`,
  loopback: () => `ping 127.0.0.1 and 0.0.0.0, then open http://localhost:3000; the mask is 255.255.255.0.`,
  docSecrets: (r) =>
    r.pick([
      'Set `API_KEY=YOUR_API_KEY` in your .env file and restart the server.',
      'export GITHUB_TOKEN=<your-token-here>\nexport AWS_SECRET_ACCESS_KEY=<secret>',
      `password: $${'{DB_PASSWORD}'}\ntoken: {{ .Values.token }}\napi_key: "%(API_KEY)s"`,
      "const apiKey = process.env.API_KEY;\nconst secret = config.get('jwt.secret');\nconst password = getPassword();",
      'client = OpenAI(api_key=os.environ["OPENAI_API_KEY"])\npassword = getpass.getpass("Password: ")',
      'Never commit secrets. Rotate the api key every 90 days, and store the password in a vault.',
      'Your password must be at least 12 characters and contain a digit. Forgot your password? Reset it here.',
      'DATABASE_URL=postgres://user:password@localhost:5432/db',
      'token = "xxxxxxxxxxxxxxxxxxxxxxxx"\nsecret_key: changeme\npassword=********',
      'The secret is stored in Secrets Manager under arn:aws:secretsmanager:eu-west-1:000000000000:secret:app.',
      'curl -H "Authorization: Bearer $TOKEN" https://api.example.com/v1/me',
      'sk_test_... and pk_live_... are shown in the dashboard; replace sk-XXXX by your own key.',
      "auth_token: \"{{ lookup('env', 'TOKEN') }}\"\nsecretKeyRef:\n  name: db\n  key: password",
      'password_field = self.fields["password"]\nnew_password = serializers.CharField(required=True)',
      '<input type="password" name="password" placeholder="Password" autocomplete="current-password">',
    ]),
  docIds: (r) =>
    r.pick([
      'A social security number has the form AAA-GG-SSSS; the area is never 000 or 666.',
      'The IBAN starts with the country code, then two check digits. Please enter your IBAN in the form.',
      'Enter your credit card number, the expiry date and the CVV. We never store card data.',
      'Format: XXX-XX-XXXX. Example phone: 555-0100. Example e-mail: user@example.com.',
      'The NHS number is ten digits long and the last one is a check digit (modulus 11).',
      'BSN bestaat uit negen cijfers. PESEL ma 11 cyfr. Das Feld Steuer-ID ist ein Pflichtfeld.',
      'Passport number (as on the document): ____________  Date of birth: __ / __ / ____',
      'Please bring your driver license and passport; we will photocopy both at reception.',
    ]),
  minified: (r) =>
    `!function(e,t){"object"==typeof exports?module.exports=t():e.${chars(r, LOWER, 3)}=t()}(this,function(){var n=${digits(r, 4)},r=[${digits(r, 5)},${digits(r, 6)}];return n^r[0]>>>3});//# sourceMappingURL=app.${hex(r, 8)}.js.map`,
  sourceMap: (r) =>
    `{"version":3,"sources":["a.ts"],"mappings":"AAAA,SAASA,${chars(r, LOWER, 4)},CAACC,${chars(r, BASE62, 40)}"}`,
  base64Image: (r) => `<img src="data:image/png;base64,iVBORw0KGgo${b64(r, 160)}" alt="logo">`,
  base64Blob: (r) => `attachment payload follows\n${many(3, () => b64(r, 76))}\n`,
  math: (r) => `x = ${digits(r, 3)}.${digits(r, 9)}; y = ${digits(r, 12)}; sigma = 0.${digits(r, 11)}`,
  csvNumbers: (r) =>
    `month,units,revenue\n${many(6, () => `2026-0${between(r, 1, 9)},${digits(r, 9)},${digits(r, 7)}.${digits(r, 2)}`)}`,
  metrics: (r) =>
    `http_requests_total{code="200",handler="/api"} ${digits(r, 9)} 17${digits(r, 11)}\nprocess_resident_memory_bytes ${digits(r, 10)}`,
  stackTrace: (r) =>
    `java.lang.NullPointerException: x\n\tat com.acme.Orders.load(Orders.java:${between(r, 10, 900)})\n\tat com.acme.Main.main(Main.java:${between(r, 10, 90)})`,
  meeting: (r) =>
    `Agenda for ${between(1 && r, 1, 28)} March: budget 2026/27, room 4.118, dial in from 10:30-11:15, pages 120-133. Attendees: ${person(r)}, ${person(r)}.`,
  recipe: () =>
    'Mix 250 g flour with 3 eggs, 0.5 l milk and a pinch of salt. Bake at 180 degrees for 25-30 minutes.',
  chat: (r) =>
    `${person(r)}: lunch at 12:30?\n${person(r)}: ok, see you at gate ${between(r, 1, 60)}, flight LH ${digits(r, 4)}`,
  scoreTable: (r) =>
    many(
      5,
      () => `${person(r)}\t${between(r, 1, 100)}\t${digits(r, 4)}\t${between(r, 1, 9)}-${between(r, 0, 9)}`,
    ),
  isbn: (r) =>
    `ISBN 978-3-${digits(r, 5)}-${digits(r, 3)}-${between(r, 0, 9)}, DOI 10.1${digits(r, 3)}/s${digits(r, 5)}-0${digits(r, 2)}-${digits(r, 5)}-4, pp. 113-127`,
  arn: (r) => `arn:aws:iam::${digits(r, 12)}:role/deploy-${chars(r, LOWER, 5)} assumed at 17${digits(r, 8)}`,
  s3Path: (r) =>
    `s3://bucket-${chars(r, LOWER, 5)}/year=2026/month=05/part-0000${between(r, 1, 9)}-${uuid(r)}.c000.snappy.parquet`,
  cssColours: (r) =>
    `.btn{color:#${hex(r, 6)};background:#${hex(r, 6)};margin:${between(r, 1, 20)}px 0 0 ${between(r, 1, 20)}px}`,
  trackingUrl: (r) =>
    `https://shop.example.com/p/${digits(r, 9)}?utm_source=news&gclid=${chars(r, BASE62, 60)}&ref=${hex(r, 16)}`,
  telecom: (r) =>
    `Error code 0x${hex(r, 8)}, session ${digits(r, 15)}, cell tower ${digits(r, 6)}, retries ${between(r, 1, 9)}`,
  phoneLike: (r) =>
    `Part no. ${digits(r, 3)}-${digits(r, 3)}-${digits(r, 4)} replaces ${digits(r, 4)}-${digits(r, 4)}; case ${digits(r, 10)}.`,
  podName: (r) =>
    `orders-api-${hex(r, 9)}-${chars(r, 'bcdfghjklmnpqrstvwxz2456789', 5)}   1/1   Running   0   ${between(r, 1, 90)}d`,
  eans: (r) => `{"gtin":"${digits(r, 13)}","asin":"B0${fill(r, '********')}","mpn":"${fill(r, '@@####@')}"}`,
  translations: () =>
    '{"password.label":"Passwort","login.token":"Anmelde-Token eingeben","secret.hint":"Bitte geheim halten","card.number":"Kartennummer"}',
  typescript: () =>
    'interface User { id: string; ssn?: string; password: string; iban: string; phoneNumber: string | null }',
  sqlSchema: () =>
    'CREATE TABLE users (id bigint, ssn char(11), credit_card varchar(19), password_hash varchar(60), iban varchar(34));',
  kindleText: (r) =>
    `In ${between(r, 1800, 1950)} the town had ${digits(r, 4)} inhabitants; by ${between(r, 1951, 2020)} there were ${digits(r, 5)}. The road 66 and line 24-26 lead there.`,
  terraform: (r) =>
    `variable "db_password" {\n  type      = string\n  sensitive = true\n}\nami = "ami-${hex(r, 17)}"\nsubnet_id = "subnet-${hex(r, 17)}"`,
  publicKey: (r) => `ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAI${b64(r, 43)} laptop`,
  certificate: (r) =>
    `-----BEGIN CERTIFICATE-----\nMIID${many(4, () => b64(r, 64))}\n-----END CERTIFICATE-----`,
  cspHash: (r) => `Content-Security-Policy: script-src 'sha256-${b64(r, 43)}=' 'nonce-${b64(r, 22)}=='`,
  nuget: (r) => `"contentHash": "${b64(r, 86)}==",\n"resolved": "13.0.${between(r, 1, 9)}"`,
  testNumbers: (r) =>
    `Use the test card ${['4111', '1111', '1111', '1111'].join(r.pick([' ', '', '-']))} with any CVC in the sandbox.`,
  jiraKeys: (r) =>
    many(
      3,
      () =>
        `PROJ-${between(r, 100, 9999)} moved to Done by ${person(r)} (sprint ${between(r, 10, 90)}, ${between(r, 1, 13)} SP)`,
    ),
};
