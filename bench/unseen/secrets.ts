import { randomBytes } from 'node:crypto';
import type { Random } from '../detectors/random.ts';
import { BASE32, BASE62, between, chars, digits, fill, HEX, LOWER, UPPER } from './draw.ts';
import { type Subject, subject } from './subject.ts';

void randomBytes;
const of = (alphabet: string, count: number) => (r: Random) => chars(r, alphabet, count);
const b62 = (count: number) => of(BASE62, count);
const hex = (count: number) => of(HEX, count);
const URL64 = `${BASE62}-_`;
const url = (count: number) => of(URL64, count);
const lower = (count: number) => of(`${LOWER}0123456789`, count);
type Part = string | ((r: Random) => string);
/** Glues a token together, so that no whole one stands in the source. */
const token =
  (...parts: readonly Part[]) =>
  (r: Random): string =>
    parts.map((part) => (typeof part === 'string' ? part : part(r))).join('');
const either =
  (...makes: readonly ((r: Random) => string)[]) =>
  (r: Random): string =>
    r.pick(makes)(r);
const uuid = (r: Random) => fill(r, '%%%%%%%%-%%%%-4%%%-a%%%-%%%%%%%%%%%%');
const base64Of = (text: string) => Buffer.from(text).toString('base64url');

function jwt(r: Random): string {
  const head = base64Of(r.pick(['{"alg":"HS256","typ":"JWT"}', '{"typ":"JWT","alg":"RS256","kid":"k1"}']));
  return `${head}.${base64Of(`{"sub":"${digits(r, 8)}","name":"x","iat":17${digits(r, 8)}}`)}.${chars(r, URL64, 43)}`;
}
function pem(r: Random): string {
  const kind = r.pick(['RSA ', 'EC ', '', 'OPENSSH ']);
  const lines = Array.from({ length: between(r, 4, 9) }, () => chars(r, `${BASE62}+/`, 64)).join('\n');
  return `${'-----'}BEGIN ${kind}PRIVATE${' KEY-----'}\nMIIE${lines}\n-----END ${kind}PRIVATE KEY${'-----'}`;
}
const connection = (r: Random) => {
  const pass = `${chars(r, BASE62, 10)}${r.pick(['', '!', '$'])}`;
  return r.pick([
    `postgres://app_user:${pass}@db.internal.northwind.io:5432/orders`,
    `mongodb+srv://svc:${pass}@cluster0.ab1cd.mongodb.net/prod`,
    `mysql://root:${pass}@10.2.0.14/crm`,
    `redis://default:${pass}@cache.prod.example-corp.net:6379`,
    `amqp://worker:${pass}@mq.northwind.io:5672/vhost`,
  ]);
};
const azureStorage = (r: Random) => `${chars(r, `${BASE62}+/`, 86)}==`;
const bcrypt = (r: Random) =>
  `$2${r.pick(['a', 'b', 'y'])}$1${between(r, 0, 2)}$${chars(r, `${BASE62}./`, 53)}`;

/** Type, make, labels; vendors' labels are what their documentation calls the thing. */
export const SECRETS: readonly Subject[] = [
  subject(
    'AWS_ACCESS_KEY',
    token((r) => r.pick(['AK', 'AS']), 'IA', of(BASE32, 16)),
    ['AWS_ACCESS_KEY_ID', 'aws_access_key_id', 'access key', 'accessKeyId'],
  ),
  subject('AWS_SECRET_KEY', of(`${BASE62}/+`, 40), [
    'AWS_SECRET_ACCESS_KEY',
    'aws_secret_access_key',
    'secretAccessKey',
    'AWS secret access key',
  ]),
  subject(
    'GITHUB_TOKEN',
    either(
      token('gh', 'p_', b62(36)),
      token('gh', 'o_', b62(36)),
      token('gh', 's_', b62(36)),
      token('github', '_pat_', b62(22), '_', b62(59)),
    ),
    ['GITHUB_TOKEN', 'github token', 'GH_PAT', 'personal access token'],
  ),
  subject(
    'GITLAB_TOKEN',
    either(token('gl', 'pat-', url(20)), token('gl', 'rt-', url(20)), token('gl', 'ptt-', hex(40))),
    ['GITLAB_TOKEN', 'CI_JOB_TOKEN', 'gitlab pat'],
  ),
  subject(
    'SLACK_TOKEN',
    either(
      token(
        'xo',
        'xb-',
        (r) => digits(r, 12),
        '-',
        (r) => digits(r, 13),
        '-',
        b62(24),
      ),
      token(
        'xo',
        'xp-',
        (r) => digits(r, 12),
        '-',
        (r) => digits(r, 12),
        '-',
        (r) => digits(r, 13),
        '-',
        hex(32),
      ),
    ),
    ['SLACK_BOT_TOKEN', 'slack token', 'bot token'],
  ),
  subject(
    'SLACK_WEBHOOK',
    token(
      'https://hooks.slack',
      '.com/services/T',
      of(`${UPPER}0123456789`, 8),
      '/B',
      of(`${UPPER}0123456789`, 10),
      '/',
      b62(24),
    ),
    ['SLACK_WEBHOOK_URL', 'webhook', 'alerts hook'],
  ),
  subject(
    'STRIPE_SECRET_KEY',
    either(token('sk', '_live_', b62(24)), token('rk', '_live_', b62(24)), token('sk', '_live_', b62(99))),
    ['STRIPE_SECRET_KEY', 'stripe api key', 'STRIPE_KEY'],
  ),
  subject('GOOGLE_API_KEY', token('AI', 'za', url(35)), [
    'GOOGLE_API_KEY',
    'maps key',
    'firebase apiKey',
    'GOOGLE_MAPS_KEY',
  ]),
  subject('GOOGLE_OAUTH', either(token('GOC', 'SPX-', url(28)), token('ya', '29.', url(110))), [
    'GOOGLE_CLIENT_SECRET',
    'google client secret',
    'access_token',
  ]),
  subject(
    'OPENAI_API_KEY',
    either(
      token('sk-', b62(20), 'T3Blbk', 'FJ', b62(20)),
      token('sk-', 'proj-', url(58), 'T3Blbk', 'FJ', url(58)),
    ),
    ['OPENAI_API_KEY', 'openai key', 'openai.api_key'],
  ),
  subject('ANTHROPIC_API_KEY', token('sk-ant', '-api03-', url(93), 'AA'), [
    'ANTHROPIC_API_KEY',
    'claude key',
  ]),
  subject('HUGGINGFACE_TOKEN', token('hf', '_', of(UPPER + LOWER, 34)), [
    'HF_TOKEN',
    'hugging face token',
    'HUGGING_FACE_HUB_TOKEN',
  ]),
  subject('NPM_TOKEN', token('np', 'm_', b62(36)), [
    'NPM_TOKEN',
    '//npm.example.org/:_authToken',
    'npm publish token',
  ]),
  subject('PYPI_TOKEN', token('pypi-', 'AgEIcHlwaS5vcmc', url(140)), [
    'PYPI_TOKEN',
    'TWINE_PASSWORD',
    'pypi token',
  ]),
  subject('SENDGRID_KEY', token('SG', '.', url(22), '.', url(43)), ['SENDGRID_API_KEY', 'sendgrid key']),
  subject('TWILIO_KEY', token('SK', hex(32)), ['TWILIO_API_KEY', 'twilio api key sid']),
  subject(
    'TELEGRAM_BOT_TOKEN',
    token((r) => `${digits(r, 9).replace(/^0/, '5')}0`.slice(0, 10), ':AA', url(33)),
    ['TELEGRAM_BOT_TOKEN', 'telegram bot', 'bot token'],
  ),
  subject('DATABRICKS_TOKEN', token('da', 'pi', hex(32)), ['DATABRICKS_TOKEN', 'databricks pat']),
  subject('DIGITALOCEAN_TOKEN', token('do', 'p_v1_', hex(64)), [
    'DIGITALOCEAN_TOKEN',
    'DO_PAT',
    'digitalocean',
  ]),
  subject('SHOPIFY_TOKEN', token('sh', 'pat_', hex(32)), ['SHOPIFY_ACCESS_TOKEN', 'shopify admin token']),
  subject('VAULT_TOKEN', token('hv', 's.', url(95)), ['VAULT_TOKEN', 'vault token']),
  subject('GRAFANA_TOKEN', token('gl', 'sa_', b62(32), '_', hex(8)), [
    'GRAFANA_TOKEN',
    'grafana service account',
  ]),
  subject('NEW_RELIC_KEY', token('NR', 'AK-', of(`${UPPER}0123456789`, 27)), [
    'NEW_RELIC_API_KEY',
    'newrelic user key',
  ]),
  subject('LINEAR_KEY', token('lin', '_api_', b62(40)), ['LINEAR_API_KEY', 'linear key']),
  subject('NOTION_TOKEN', either(token('nt', 'n_', b62(46)), token('secret', '_', b62(43))), [
    'NOTION_TOKEN',
    'notion integration secret',
  ]),
  subject('POSTMAN_KEY', token('PM', 'AK-', hex(24), '-', hex(34)), ['POSTMAN_API_KEY', 'postman']),
  subject('DOCKER_TOKEN', token('dckr', '_pat_', url(27)), ['DOCKERHUB_TOKEN', 'docker login token']),
  subject('AGE_SECRET_KEY', token('AGE-SECRET', '-KEY-1', of('QPZRY9X8GF2TVDW0S3JN54KHCE6MUA7L', 58)), [
    'SOPS_AGE_KEY',
    'age key',
  ]),
  subject('SQUARE_TOKEN', token('sq0', 'csp-', url(43)), ['SQUARE_SECRET', 'square app secret']),
  subject('AZURE_STORAGE_KEY', azureStorage, ['AccountKey', 'AZURE_STORAGE_KEY', 'storage account key']),
  subject('AZURE_CLIENT_SECRET', token(b62(3), '8Q', '~', of(`${BASE62}_.-`, 34)), [
    'AZURE_CLIENT_SECRET',
    'client secret',
    'clientSecret',
  ]),
  subject('MAILGUN_KEY', token('key', '-', hex(32)), ['MAILGUN_API_KEY', 'mailgun key']),
  subject(
    'MAILCHIMP_KEY',
    token(hex(32), '-us', (r) => String(between(r, 1, 20))),
    ['MAILCHIMP_API_KEY', 'mailchimp key'],
  ),
  subject('ATLASSIAN_TOKEN', token('ATATT', '3xFfGF0', url(180), '=', of('0123456789ABCDEF', 8)), [
    'JIRA_API_TOKEN',
    'atlassian token',
    'CONFLUENCE_TOKEN',
  ]),
  subject(
    'DISCORD_TOKEN',
    token(
      (r) => Buffer.from(`${between(r, 1, 9)}${digits(r, 17)}`).toString('base64url'),
      '.',
      b62(6),
      '.',
      url(27),
    ),
    ['DISCORD_TOKEN', 'discord bot token'],
  ),
  subject(
    'DISCORD_WEBHOOK',
    token('https://discord', '.com/api/webhooks/', (r) => `1${digits(r, 17)}`, '/', url(68)),
    ['DISCORD_WEBHOOK', 'webhook url'],
  ),
  subject('JWT', jwt, ['token', 'Authorization token', 'id_token', 'session']),
  subject('PRIVATE_KEY', pem, ['private key', 'id_rsa', 'tls.key']),
  subject('CONNECTION_STRING', connection, [
    'DATABASE_URL',
    'connection string',
    'db url',
    'MONGO_URI',
    'dsn',
  ]),
  subject('PASSWORD_HASH', bcrypt, ['password_hash', 'hash', 'passwordHash']),
  subject(
    'GENERIC_SECRET',
    either(b62(32), hex(32), hex(40), b62(24), (r) => `${lower(8)(r)}-${lower(12)(r)}`),
    [
      'api_key',
      'API_KEY',
      'client_secret',
      'secret_key',
      'apiKey',
      'auth_token',
      'SECRET_KEY',
      'access_token',
      'x-api-key',
      'signing secret',
    ],
  ),
  subject('HEROKU_API_KEY', uuid, ['HEROKU_API_KEY', 'heroku api key']),
  subject('NETLIFY_TOKEN', token('nf', 'p_', b62(36)), ['NETLIFY_AUTH_TOKEN', 'netlify']),
  subject('RENDER_API_KEY', token('rnd', '_', b62(28)), ['RENDER_API_KEY', 'render key']),
  subject('TERRAFORM_CLOUD_TOKEN', token(b62(14), '.atlas', 'v1.', url(67)), [
    'TFE_TOKEN',
    'terraform cloud token',
  ]),
  subject('PULUMI_TOKEN', token('pul', '-', hex(40)), ['PULUMI_ACCESS_TOKEN', 'pulumi']),
  subject('TAILSCALE_KEY', token('tskey', '-auth-', b62(12), 'CNTRL-', b62(32)), [
    'TS_AUTHKEY',
    'tailscale key',
  ]),
  subject('PLANETSCALE_TOKEN', token('pscale', '_tkn_', url(43)), ['PLANETSCALE_TOKEN', 'planetscale']),
  subject('SUPABASE_KEY', token('sb', 'p_', hex(40)), ['SUPABASE_ACCESS_TOKEN', 'supabase']),
  subject('DOPPLER_TOKEN', token('dp', '.pt.', b62(43)), ['DOPPLER_TOKEN', 'doppler']),
  subject('RUBYGEMS_TOKEN', token('rubygems', '_', hex(48)), ['GEM_HOST_API_KEY', 'rubygems key']),
  subject('NUGET_KEY', token('oy', '2', lower(43)), ['NUGET_API_KEY', 'nuget key']),
  subject('SONAR_TOKEN', token('sq', 'p_', hex(40)), ['SONAR_TOKEN', 'sonarqube token']),
  subject(
    'SENTRY_TOKEN',
    token(
      'sntrys',
      '_',
      (r) =>
        Buffer.from(`{"iat":17${digits(r, 8)},"url":"https://sentry.io","org":"northwind"}`)
          .toString('base64')
          .replace(/=+$/, ''),
      '_',
      of(`${BASE62}+/`, 43),
    ),
    ['SENTRY_AUTH_TOKEN', 'sentry'],
  ),
  subject('DYNATRACE_TOKEN', token('dt0', 'c01.', of(`${BASE32}`, 24), '.', of(BASE32, 64)), [
    'DT_API_TOKEN',
    'dynatrace',
  ]),
  subject('LAUNCHDARKLY_KEY', token('sd', 'k-', uuid), ['LAUNCHDARKLY_SDK_KEY', 'launchdarkly sdk key']),
  subject('GROQ_API_KEY', token('gs', 'k_', b62(52)), ['GROQ_API_KEY', 'groq']),
  subject('PERPLEXITY_API_KEY', token('ppl', 'x-', b62(48)), ['PERPLEXITY_API_KEY', 'perplexity key']),
  subject('REPLICATE_TOKEN', token('r8', '_', b62(37)), ['REPLICATE_API_TOKEN', 'replicate']),
  subject('XAI_API_KEY', token('xai', '-', b62(80)), ['XAI_API_KEY', 'grok key']),
  subject('LANGSMITH_KEY', token('lsv2', '_pt_', hex(32), '_', hex(10)), ['LANGSMITH_API_KEY', 'langsmith']),
  subject('PINECONE_KEY', token('pcsk', '_', b62(6), '_', b62(63)), ['PINECONE_API_KEY', 'pinecone']),
  subject('ALIBABA_ACCESS_KEY', token('LT', 'AI5t', b62(18)), [
    'ALIBABA_CLOUD_ACCESS_KEY_ID',
    'aliyun access key',
  ]),
  subject('RAZORPAY_KEY', token('rzp', '_live_', b62(14)), ['RAZORPAY_KEY_ID', 'razorpay']),
  subject('FLUTTERWAVE_KEY', token('FLWSECK', '-', hex(32), '-X'), ['FLW_SECRET_KEY', 'flutterwave secret']),
  subject('BREVO_KEY', token('xkeysib', '-', hex(64), '-', b62(16)), ['BREVO_API_KEY', 'sendinblue key']),
  subject('RESEND_KEY', token('re', '_', b62(8), '_', b62(24)), ['RESEND_API_KEY', 'resend']),
  subject('AIRTABLE_TOKEN', token('pat', b62(14), '.', hex(64)), ['AIRTABLE_API_KEY', 'airtable pat']),
  subject('HUBSPOT_TOKEN', token('pat', '-na1-', uuid), ['HUBSPOT_ACCESS_TOKEN', 'hubspot private app']),
  subject('FIGMA_TOKEN', token('fig', 'd_', url(40)), ['FIGMA_TOKEN', 'figma pat']),
  subject('DROPBOX_TOKEN', token('sl', '.', url(135)), ['DROPBOX_ACCESS_TOKEN', 'dropbox']),
  subject('TYPEFORM_TOKEN', token('tf', 'p_', url(44), '_', url(14)), ['TYPEFORM_TOKEN', 'typeform']),
  subject(
    'CLICKUP_TOKEN',
    token('pk', '_', (r) => digits(r, 8), '_', of(`${UPPER}0123456789`, 32)),
    ['CLICKUP_TOKEN', 'clickup api token'],
  ),
  subject('MAPBOX_SECRET', token('sk', '.eyJ1Ijoi', b62(60), '.', url(22)), [
    'MAPBOX_SECRET_TOKEN',
    'mapbox',
  ]),
  subject('EASYPOST_KEY', token('EZ', 'AK', b62(54)), ['EASYPOST_API_KEY', 'easypost']),
  subject('SHIPPO_TOKEN', token('shippo', '_live_', hex(40)), ['SHIPPO_TOKEN', 'shippo']),
  subject('CONTENTFUL_TOKEN', token('CF', 'PAT-', url(43)), ['CONTENTFUL_MANAGEMENT_TOKEN', 'contentful']),
  subject('PREFECT_KEY', token('pn', 'u_', b62(36)), ['PREFECT_API_KEY', 'prefect']),
  subject('README_KEY', token('rd', 'me_', lower(70)), ['README_API_KEY', 'readme.io key']),
  subject('DEEPSEEK_API_KEY', token('sk-', hex(32)), ['DEEPSEEK_API_KEY', 'deepseek key']),
  subject('OPENROUTER_KEY', token('sk-', 'or-v1-', hex(64)), ['OPENROUTER_API_KEY', 'openrouter']),
  subject('FLY_TOKEN', token('fo', '1_', url(43)), ['FLY_API_TOKEN', 'fly.io token']),
  subject('BUILDKITE_TOKEN', token('bk', 'ua_', hex(40)), ['BUILDKITE_API_TOKEN', 'buildkite']),
];
