import { parseArgs } from 'node:util';
import { WORLD_SIZES, type WorldName } from './simulator/world/sizes.ts';

/** What `npm start` and `npm run scan` have in common. */
export interface SystemOptions {
  /** Of the portal; the API has the next one. Undefined: 4780, or free ones where it is taken. */
  readonly port: number | undefined;
  /** The provider to connect to instead of the bundled simulated one. */
  readonly complianceApi: string | undefined;
  /** Keeps all state across runs. */
  readonly dataFolder: string | undefined;
  readonly world: WorldName;
  readonly seed: number;
  /** Requests per minute that the simulated provider allows. */
  readonly rate: number;
  /** How many times faster than real time schedules run. */
  readonly speed: number;
  readonly portal: boolean;
}

export interface ScanOptions extends SystemOptions {
  readonly json: boolean;
  readonly keyFromStdin: boolean;
  readonly out: string | undefined;
  readonly lookbackDays: number;
  readonly requestShare: number;
}

const SYSTEM_HELP = `
  --world NAME           ${Object.keys(WORLD_SIZES).join(', ')}: how much the simulated tenant holds (default small)
  --seed N               another seed, another tenant (default 1)
  --rate N               requests per minute that the simulated provider allows (default 600)
  --compliance-api URL   connect to this provider, such as https://api.anthropic.com, instead of the simulated one
  --data DIR             keep all state in this folder across runs (default: in memory)
  --help                 this text`;

export const START_HELP = `Everything on one machine: portal, API, workers and a simulated Anthropic tenant.

  npm start -- [options]

  --port N               port of the portal, the API has the next one (default 4780)
  --speed N              schedules run N times faster than real time (default 1)
  --no-portal            without the web portal${SYSTEM_HELP}
`;

export const SCAN_HELP = `One scan from a key to its events, without a browser.

  npm run scan -- [options]

  --lookback-days N      how far back the scan reads, 1 to 2190 (default 30)
  --request-share N      share of the provider's rate limit to use, above 0 to 1 (default 0.8)
  --key-stdin            read the Compliance Access Key from standard input
  --json                 print one JSON document instead of progress and tables
  --out DIR              write agents.csv, events.ndjson and completeness.json there${SYSTEM_HELP}
`;

const shared = {
  world: { type: 'string', default: 'small' },
  seed: { type: 'string', default: '1' },
  rate: { type: 'string', default: '600' },
  'compliance-api': { type: 'string' },
  data: { type: 'string' },
  help: { type: 'boolean', default: false },
} as const;

type SharedValues = { world: string; seed: string; rate: string; 'compliance-api'?: string; data?: string };

/** Undefined: the help was asked for. @throws Error with a sentence for people */
export function startOptions(args: readonly string[]): SystemOptions | undefined {
  const { values } = parseArgs({
    args: [...args],
    options: {
      ...shared,
      port: { type: 'string' },
      speed: { type: 'string', default: '1' },
      'no-portal': { type: 'boolean', default: false },
    },
  });
  if (values.help) return undefined;
  return {
    ...systemOptions(values),
    port: values.port === undefined ? undefined : number('--port', values.port, 0, 65_534),
    speed: number('--speed', values.speed, 1, 1_000_000),
    portal: !values['no-portal'],
  };
}

/** Undefined: the help was asked for. @throws Error with a sentence for people */
export function scanOptions(args: readonly string[]): ScanOptions | undefined {
  const { values } = parseArgs({
    args: [...args],
    options: {
      ...shared,
      'lookback-days': { type: 'string', default: '30' },
      'request-share': { type: 'string', default: '0.8' },
      'key-stdin': { type: 'boolean', default: false },
      json: { type: 'boolean', default: false },
      out: { type: 'string' },
    },
  });
  if (values.help) return undefined;
  return {
    ...systemOptions(values),
    json: values.json,
    keyFromStdin: values['key-stdin'],
    out: values.out,
    lookbackDays: number('--lookback-days', values['lookback-days'], 1, 2_190),
    requestShare: number('--request-share', values['request-share'], 0.01, 1),
  };
}

function systemOptions(values: SharedValues): SystemOptions {
  if (!(values.world in WORLD_SIZES)) {
    throw new Error(`--world is one of ${Object.keys(WORLD_SIZES).join(', ')}, not ${values.world}.`);
  }
  return {
    port: undefined,
    complianceApi: values['compliance-api'] ?? process.env.COMPLIANCE_API_URL,
    dataFolder: values.data,
    world: values.world as WorldName,
    seed: number('--seed', values.seed, 0, 2 ** 31),
    rate: number('--rate', values.rate, 1, 1e9),
    speed: 1,
    portal: false,
  };
}

function number(name: string, text: string, min: number, max: number): number {
  const value = Number(text);
  if (text.trim() !== '' && value >= min && value <= max) return value;
  throw new Error(`${name} is a number from ${min} to ${max}, not ${text}.`);
}
