import type { Random } from './random.ts';

const HEX = '0123456789abcdef';
const BASE64 = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';
const text = (alphabet: string, length: number, { int }: Random): string =>
  Array.from({ length }, () => alphabet[int(alphabet.length)]).join('');
const hex = (length: number, random: Random) => text(HEX, length, random);
const digits = (length: number, random: Random) => text('0123456789', length, random);
const uuid = (random: Random) => [8, 4, 4, 4, 12].map((length) => hex(length, random)).join('-');

/** Texts without anything to find, each a look-alike of something. */
export const NEGATIVES: Readonly<Record<string, (random: Random) => string>> = {
  npmLock: (random) =>
    `"node_modules/left-pad": {\n  "version": "1.3.0",\n  "resolved": "https://packages.example/left-pad/-/left-pad-1.3.0.tgz",\n  "integrity": "sha512-${text(BASE64, 86, random)}=="\n}`,
  pnpmLock: (random) =>
    `/lodash@4.17.21:\n  resolution: {integrity: sha512-${text(BASE64, 86, random)}==}\n  dev: false\n`,
  cargoLock: (random) =>
    `[[package]]\nname = "serde"\nversion = "1.0.193"\nsource = "registry+https://index.example/crates"\nchecksum = "${hex(64, random)}"\n`,
  goSum: (random) =>
    `golang.org/x/crypto v0.14.0 h1:${text(BASE64, 43, random)}=\ngolang.org/x/crypto v0.14.0/go.mod h1:${text(BASE64, 43, random)}=\n`,
  poetryLock: (random) =>
    `files = [\n    {file = "idna-3.4-py3-none-any.whl", hash = "sha256:${hex(64, random)}"},\n]`,
  gitLog: (random) =>
    `commit ${hex(40, random)}\nAuthor: build bot\nDate:   Mon Nov 2 10:00:00 2026 +0100\n\n    Merge pull request #${random.int(9000)}`,
  gitTree: (random) => `100644 blob ${hex(40, random)}\tREADME.md\n040000 tree ${hex(40, random)}\tsrc`,
  dockerDigest: (random) => `FROM node:24@sha256:${hex(64, random)}\nRUN npm ci --ignore-scripts`,
  uuids: (random) => `request ${uuid(random)} correlation ${uuid(random)} session ${uuid(random)}`,
  jsonIds: (random) =>
    `{"id":"${uuid(random)}","traceId":"${hex(32, random)}","spanId":"${hex(16, random)}","ts":${1_700_000_000_000 + random.int(9e8)}}`,
  etag: (random) =>
    `ETag: "${hex(32, random)}"\nContent-MD5: ${text(BASE64, 22, random)}==\nX-Request-Id: ${uuid(random)}`,
  epoch: (random) =>
    `start=${1_700_000_000 + random.int(9e6)} end=${1_700_000_000 + random.int(9e6)} duration_ms=${random.int(90_000)}`,
  isbn: () => 'ISBN 978-3-16-148410-0, second edition, 412 pages',
  ean: (random) => `EAN 40063813339${digits(2, random)} shelf A12 price 19.99`,
  versions: (random) =>
    `Upgraded libfoo 10.2.${random.int(90)}.${random.int(9)} → 10.3.1.0, driver v531.61.2.${random.int(9)}`,
  semver: () => 'requires @scope/pkg@^4.17.21 and core-js@3.33.2, see CHANGELOG',
  measurements: (random) =>
    `t;u;v\n${random.int(9)}.${digits(9, random)};${random.int(9)}.${digits(9, random)};-0.${digits(12, random)}\n`,
  matrix: (random) =>
    Array.from({ length: 6 }, () => Array.from({ length: 8 }, () => digits(4, random)).join(' ')).join('\n'),
  prices: (random) => `Total 1,234,567.${digits(2, random)} USD; tax 98,765.43; discount 12%`,
  dates: () => 'Released 2026-03-14, deprecated 14.07.2027, effective 03/04/2026 at 12:30:45.123',
  dueDate: () => 'The invoice is due on 12 March 2027; the contract starts January 5, 2026.',
  orders: (random) =>
    `Order #${digits(9, random)} ships with ref ${digits(10, random)} and batch ${digits(12, random)}`,
  invoiceTable: (random) =>
    `invoice,customer,total\nINV-${digits(8, random)},${digits(6, random)},${digits(4, random)}.00\nINV-${digits(8, random)},${digits(6, random)},${digits(3, random)}.50\n`,
  tracking: (random) =>
    `UPS 1Z999AA1${digits(10, random)}, FedEx ${digits(12, random)}, DHL JD01460000${digits(8, random)}`,
  serials: (random) =>
    `Serial no. SN-${digits(6, random)}-${digits(4, random)}, model XR${digits(4, random)}B, firmware 3.1.${random.int(99)}`,
  ports: () => 'listening on 0.0.0.0:8080 and [::1]:9090, health at http://127.0.0.1:8081/healthz',
  privateNetwork: (random) =>
    `subnet 10.${random.int(255)}.0.0/16 gateway 192.168.${random.int(255)}.1 dns 172.16.0.2`,
  mac: () => 'time 10:22:33:44, ratio 1:2:3:4:5:6, score 11:22',
  envExample: () =>
    '# copy to .env\nDB_HOST=localhost\nDB_USER=app\nDB_PASSWORD=\nAPI_KEY=your-api-key-here\nJWT_SECRET=change_me\nSTRIPE_KEY=sk_test_...\n',
  readmeSecrets: () =>
    'Set `AWS_ACCESS_KEY_ID` and `AWS_SECRET_ACCESS_KEY` before you run it. Never commit secrets; use a secret manager instead. Tokens begin with ghp_ or github_pat_.',
  awsDocs: () =>
    `[default]\naws_access_key_id = AKIA${'IOSFODNN7'}EXAMPLE\naws_secret_access_key = wJalrXUtnFEMI/${'K7MDENG'}/bPxRfiCYEXAMPLEKEY\n`,
  githubActions: () =>
    'env:\n  TOKEN: $' +
    '{{ secrets.GITHUB_TOKEN }}\n  NPM_TOKEN: $' +
    '{{ secrets.NPM_TOKEN }}\nsteps:\n  - run: npm publish',
  kubernetes: () =>
    'env:\n- name: DB_PASSWORD\n  valueFrom:\n    secretKeyRef:\n      name: db-credentials\n      key: password\n',
  terraform: () =>
    'variable "db_password" {\n  type        = string\n  sensitive   = true\n  description = "Password of the database"\n}\nresource "x" "y" {\n  password = var.db_password\n}\n',
  compose: () =>
    'environment:\n  POSTGRES_PASSWORD: $' +
    '{POSTGRES_PASSWORD:?missing}\n  REDIS_URL: redis://cache:6379/0\n',
  codePasswords: () =>
    'if (password.length < 12) throw new Error("password too short");\nconst token = await getToken(user);\nthis.apiKey = config.apiKey;\n',
  pythonEnv: () =>
    'password = os.environ["DB_PASSWORD"]\ntoken = settings.API_TOKEN\nsecret = get_secret("prod/db")\n',
  javaProps: () =>
    'spring.datasource.password=$' + '{DB_PASSWORD}\nserver.ssl.key-store-password=ENC(placeholder)\n',
  htmlForm: () =>
    '<label for="password">Password</label><input type="password" name="password" id="password" placeholder="Enter password" autocomplete="current-password">',
  i18n: () =>
    '{"password": "Passwort", "forgotPassword": "Passwort vergessen?", "token": "Zugangscode", "secret": "Geheimnis"}',
  openapi: () =>
    'password:\n  type: string\n  format: password\n  minLength: 12\napiKey:\n  type: apiKey\n  in: header\n  name: X-API-Key\n',
  sqlDdl: () =>
    'CREATE TABLE users (id BIGINT, password VARCHAR(255) NOT NULL, ssn CHAR(11), card_number VARCHAR(19), email TEXT);',
  policyProse: () =>
    'Passwords must be at least 14 characters and contain a digit. Your password is case-sensitive. Do not share your SSN, credit card number or passport number with anybody.',
  hrProse: () => 'We discussed the salary review process and the parental leave policy; nothing was decided.',
  privacyNotice: () =>
    'We collect your name, e-mail address, phone number, date of birth, IBAN and national identification number to process the payment.',
  base64Image: (random) => `<img src="data:image/png;base64,iVBORw0KGgo${text(BASE64, 160, random)}">`,
  sourceMap: (random) => `//# sourceMappingURL=data:application/json;base64,${text(BASE64, 120, random)}`,
  minified: () =>
    '!function(e,t){"object"==typeof exports?module.exports=t():e.x=t()}(this,function(){return 0x1f4e5a2b^42});',
  css: () => '.a{color:#1a2b3c;margin:0 12px 34px 56px}.b{background:#ffeeddcc;width:calc(100% - 12px)}',
  latex: (random) => `\\label{eq:12} x_{1} = 3.14159 26535 ${digits(5, random)} \\cdot 10^{-9}`,
  math: () => 'pi = 3.14159265358979323846264338327950288, e = 2.71828182845904523536',
  testCards: () => 'Use 4242 4242 4242 4242 or 4111 1111 1111 1111 in the sandbox.',
  exampleIban: () => 'An IBAN looks like GB82 WEST 1234 5698 7654 32.',
  dummySsn: () => 'The SSN 078-05-1120 was printed on a sample card; 123-45-6789 is a placeholder.',
  scopes: () =>
    'git clone git@github.com:acme/tools.git && npm i @types/node@24.1.0 && docker pull org/app@sha256:abc',
  retina: () => 'icons: logo@2x.png, logo@3x.png, hero@1.5x.webp',
  css2: () => '@media (min-width: 640px) { .x { padding: 1.5rem 2.25rem } } @font-face { src: url(a.woff2) }',
  stack: (random) =>
    `at com.acme.Foo.bar(Foo.java:${random.int(900)})\nat com.acme.Main.main(Main.java:42)\nCaused by: java.lang.NullPointerException: 0x${hex(8, random)}`,
  gps: () => 'resolution 1920x1080, ratio 16:9, zoom 12.5, frame 000123456',
  bible: () => 'John 3:16, Gen. 1:1-2, Rev. 22:21; see pp. 123-45 and 6789-91',
  sports: () => 'Final 21-19 18-21 15-13, attendance 45,678; season 2025/26',
  parts: (random) =>
    `P/N 123-${digits(2, random)}-${digits(4, random)}-A, drawing 45-${digits(7, random)} rev C`,
  licencePlateProse: () => 'A passport must be valid for six months; the driving licence class B is enough.',
  medicalProse: () =>
    'Vitamin B12 and type A2 milk; figure A12.3 shows the H1N1 virus, section E11 explains.',
  bankProse: () =>
    'Ask your bank for its BIC and IBAN. SWIFT is a network, and SWIFT code examples are in the annex.',
  cryptoProse: () => 'Bitcoin rose 5% while Ethereum fell; wallets such as MetaMask are popular.',
  hashes: (random) =>
    `md5 ${hex(32, random)}\nsha1 ${hex(40, random)}\nsha256 ${hex(64, random)}\nsha512 ${hex(128, random)}`,
  checksums: (random) => `${hex(64, random)}  release-1.2.3.tar.gz\n${hex(64, random)}  release-1.2.4.tar.gz`,
  certificate: (random) =>
    `-----BEGIN CERTIFICATE-----\nMII${text(BASE64, 200, random)}\n-----END CERTIFICATE-----`,
  publicKey: (random) => `ssh-rsa AAAAB3NzaC1yc2EAAAADAQABAAABgQ${text(BASE64, 200, random)} build@host`,
  k8sUids: (random) =>
    `metadata:\n  uid: ${uuid(random)}\n  resourceVersion: "${digits(9, random)}"\n  generation: 3`,
  prometheus: (random) =>
    `http_requests_total{code="200"} ${digits(12, random)}\nprocess_start_time_seconds 1.7e+09`,
  genome: () => 'ACGTACGTTAGCCGATAGCTAGGATCCAGTACGATCGAT chr1:12345678-12345999 rs123456789',
  chess: () => '1. e4 e5 2. Nf3 Nc6 3. Bb5 a6 4. Ba4 Nf6 5. O-O Be7',
  phoneSpecs: (random) =>
    `Battery 5000 mAh, 6.7 in, 1080 x 2400, SAR 0.${digits(3, random)} W/kg, model SM-G99${digits(1, random)}B`,
  timeTable: () => 'Dep 08:15 Arr 09:47, platform 3, train ICE 1234; 10:05 11:32 IC 567',
  ticket: (random) =>
    `JIRA-${random.int(9000)} blocks OPS-${random.int(900)}; incident INC00${digits(5, random)}, change CHG00${digits(5, random)}`,
};
