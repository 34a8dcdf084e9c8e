import { mix, type Random, random } from '../random.ts';
import type { DocumentPlan } from './plan.ts';
import { valuesOf } from './prose.ts';
import { DATA_TYPES, type DataType } from './values.ts';

/** Column names that say what stands below them. */
const HEADERS: Record<DataType, string> = {
  CREDIT_CARD: 'credit_card_number',
  IBAN: 'iban',
  US_SSN: 'ssn',
  EMAIL_ADDRESS: 'email',
  PHONE_NUMBER: 'phone',
  AWS_ACCESS_KEY: 'aws_access_key_id',
  GITHUB_TOKEN: 'github_token',
  ANTHROPIC_API_KEY: 'anthropic_api_key',
  PRIVATE_KEY: 'private_key',
  JWT: 'session_token',
};

const CITIES = [
  'Rotterdam',
  'Lyon',
  'Gdansk',
  'Porto',
  'Oslo',
  'Trieste',
  'Leipzig',
  'Ghent',
  'Aarhus',
  'Bilbao',
];
const GOODS = ['furniture', 'bicycles', 'ceramics', 'paper', 'textiles', 'machine parts', 'coffee', 'toys'];
const HEX = '0123456789abcdef';

/** The first row holds the column names; each sensitive value stands in one cell of its type's column. */
export function tableOf(plan: DocumentPlan): string[][] {
  const draw = random(mix(plan.seed, 0x7ab));
  const values = valuesOf(plan.holdings, plan.seed, plan.canary);
  const types = DATA_TYPES.filter((type) => plan.holdings[type] !== undefined);
  const columns = types.map((type) =>
    values.filter((holding) => holding.type === type).map(({ value }) => value),
  );
  const length = Math.max(draw.integer(8, 30), ...columns.map((column) => column.length));
  const header = [
    'city',
    'goods',
    'pallets',
    ...(plan.decoys ? ['trace_uuid', 'md5_checksum'] : []),
    ...types.map((type) => HEADERS[type]),
  ];
  const rows = Array.from({ length }, (_, row) => [
    ...ordinaryCells(draw, plan.decoys),
    ...columns.map((column) => column[row] ?? ''),
  ]);
  return [header, ...rows];
}

/** Records with keys in camel case, as an export writes them. */
export function jsonOf(plan: DocumentPlan): string {
  const [header, ...rows] = tableOf(plan);
  const keys = header!.map((name) => name.replace(/_(\w)/g, (_, letter: string) => letter.toUpperCase()));
  const records = rows.map((row) =>
    Object.fromEntries(row.map((cell, i) => [keys[i]!, cell]).filter(([, cell]) => cell !== '')),
  );
  return `${JSON.stringify({ exported: 'daily', records }, null, 2)}\n`;
}

export function csvOf(rows: readonly (readonly string[])[], separator: string): string {
  const quoted = (cell: string) => (/["\n,;]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell);
  return rows.map((row) => `${row.map(quoted).join(separator)}\n`).join('');
}

function ordinaryCells(draw: Random, decoys: boolean): string[] {
  const cells = [draw.pick(CITIES), draw.pick(GOODS), String(draw.integer(1, 40))];
  const uuid = [8, 4, 4, 4, 12].map((length) => draw.text(length, HEX)).join('-');
  return decoys ? [...cells, uuid, draw.text(32, HEX)] : cells;
}
