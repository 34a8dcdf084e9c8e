import { mix, type Random, random, seedOf } from '../random.ts';
import { DATA_TYPES, type DataType } from './values.ts';

/** What a document is made as. The name says what a reader has to do with it, the file name may lie. */
export const TEMPLATES = [
  'text',
  'text-bom',
  'text-utf16le',
  'text-utf16be',
  'text-latin1',
  'markdown',
  'csv',
  'json',
  'source-code',
  'lock-file',
  'pdf',
  'docx',
  'xlsx',
  'pptx',
  'email',
  'zip',
  'extracted-text',
  'image',
  'empty',
  'truncated-docx',
  'encrypted-pdf',
  'encrypted-zip',
  'archive-bomb',
  'unknown-binary',
  'oversize',
] as const;
export type Template = (typeof TEMPLATES)[number];

/** How many distinct values of which types a document holds. */
export type Holdings = Readonly<Partial<Record<DataType, number>>>;

/** Everything that decides the bytes of a document, and what a correct inspection finds in them. */
export interface DocumentPlan {
  readonly template: Template;
  readonly holdings: Holdings;
  /** Things that look sensitive and aren't. */
  readonly decoys: boolean;
  readonly seed: number;
  /** A word that must never leave the document. */
  readonly canary?: string;
}

/** How often each template comes among a hundred documents. */
const SHARES: readonly (readonly [Template, number])[] = [
  ['text', 11],
  ['text-bom', 2],
  ['text-utf16le', 2],
  ['text-utf16be', 1],
  ['text-latin1', 3],
  ['markdown', 10],
  ['csv', 12],
  ['json', 7],
  ['source-code', 9],
  ['lock-file', 1],
  ['pdf', 11],
  ['docx', 9],
  ['xlsx', 7],
  ['pptx', 3],
  ['email', 3],
  ['zip', 2],
  ['extracted-text', 2],
  ['image', 2],
  ['empty', 1],
  ['truncated-docx', 1],
  ['encrypted-pdf', 1],
];
/** Rare, and one of each within the first of every hundred documents. */
const SPECIALS: ReadonlyMap<number, Template> = new Map([
  [11, 'encrypted-zip'],
  [23, 'archive-bomb'],
  [37, 'unknown-binary'],
]);

/** The seed of a world's documents, and which of its files have a part to play. */
export interface DocumentWorld {
  readonly seed: number;
  /** Index of the file with the canary. */
  readonly canaryFile: number;
  /** Index of the file that no limit lets through. */
  readonly oversizeFile: number;
}

const TABLE: readonly Template[] = SHARES.flatMap(([template, share]) =>
  Array<Template>(share).fill(template),
);

const THEMES: readonly (readonly DataType[])[] = [
  ['EMAIL_ADDRESS', 'PHONE_NUMBER', 'CREDIT_CARD'],
  ['EMAIL_ADDRESS', 'IBAN'],
  ['US_SSN', 'PHONE_NUMBER'],
  ['US_SSN', 'IBAN', 'EMAIL_ADDRESS'],
  ['CREDIT_CARD'],
  ['AWS_ACCESS_KEY'],
  ['GITHUB_TOKEN', 'ANTHROPIC_API_KEY'],
  ['PRIVATE_KEY'],
  ['JWT', 'ANTHROPIC_API_KEY'],
];

/** The document with a number among a world's files. */
export function filePlan(
  { seed: worldSeed, canaryFile, oversizeFile }: DocumentWorld,
  index: number,
): DocumentPlan {
  const seed = mix(seedOf(worldSeed, 'file'), index);
  if (index === oversizeFile) return { template: 'oversize', holdings: {}, decoys: false, seed };
  if (index === canaryFile) {
    const holdings = { EMAIL_ADDRESS: 2, CREDIT_CARD: 2 };
    return { template: 'text', holdings, decoys: false, seed, canary: canaryWord(worldSeed) };
  }
  const template = SPECIALS.get(index % 100) ?? TABLE[(index * 37 + worldSeed) % TABLE.length]!;
  return planOf(template, seed);
}

/** Texts only: generated files are tables, artifacts and project documents are Markdown. */
export function textPlan(
  worldSeed: number,
  kind: 'generated' | 'artifact' | 'project document' | 'published',
  index: number,
): DocumentPlan {
  return planOf(kind === 'generated' ? 'csv' : 'markdown', mix(seedOf(worldSeed, kind), index));
}

/** What a conversation or a session holds; `rate` is the share of those with anything sensitive. */
export function talkHoldings(seed: number, rate: number): Holdings {
  const draw = random(mix(seed, 0x7a1c));
  if (!draw.chance(rate)) return {};
  return Object.fromEntries(draw.pick(THEMES).map((type) => [type, draw.integer(1, 2)]));
}

/** Recognisable, and different in every world. */
export function canaryWord(worldSeed: number): string {
  return `canarybird${mix(worldSeed, 0xca9a).toString(36)}`;
}

function planOf(template: Template, seed: number): DocumentPlan {
  const draw = random(seed);
  const plan = { template, seed, decoys: draw.chance(0.4) };
  if (isUnreadable(template) || template === 'lock-file') return { ...plan, holdings: {} };
  // Mail names its sender and its recipient, whatever else it holds.
  const addresses = template === 'email' ? { EMAIL_ADDRESS: 2 } : {};
  if (!draw.chance(0.42)) return { ...plan, holdings: addresses };
  return { ...plan, holdings: { ...drawHoldings(draw), ...addresses } };
}

function drawHoldings(draw: Random): Holdings {
  const bulk = draw.chance(0.25);
  const theme = draw.pick(THEMES);
  const count = (type: DataType) =>
    type === 'PRIVATE_KEY' ? 1 : bulk ? draw.integer(10, 40) : draw.integer(1, 4);
  return Object.fromEntries(
    DATA_TYPES.filter((type) => theme.includes(type)).map((type) => [type, count(type)]),
  );
}

/** Templates of which no text can be had. */
export function isUnreadable(template: Template): boolean {
  return UNREADABLE.has(template);
}

const UNREADABLE: ReadonlySet<Template> = new Set([
  'image',
  'empty',
  'truncated-docx',
  'encrypted-pdf',
  'encrypted-zip',
  'archive-bomb',
  'unknown-binary',
  'oversize',
]);
