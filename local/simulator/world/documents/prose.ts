import { mix, type Random, random } from '../random.ts';
import { decoyLines } from './decoys.ts';
import type { DocumentPlan, Holdings } from './plan.ts';
import { type DataType, sensitiveValue } from './values.ts';

const SUBJECTS = [
  'The harbour office',
  'Our depot',
  'The claims desk',
  'The night shift',
  'The new carrier',
  'The works council',
  'The pricing team',
  'The regional lead',
  'Die Spedition',
  'Le service client',
];
const VERBS = [
  'reviewed',
  'postponed',
  'approved',
  'questioned',
  'rewrote',
  'compared',
  'summarised',
  'delivered',
];
const OBJECTS = [
  'the quarterly plan',
  'the tender documents',
  'the packing list',
  'the maintenance schedule',
  'the onboarding guide',
  'the draft agreement',
  'the training material',
  'the survey results',
  'the insurance terms',
  'the loading plan',
];
const ENDS = [
  'before the meeting',
  'without further remarks',
  'together with the supplier',
  'after a long discussion',
  'and asked for a shorter version',
  'because the deadline moved',
  'to everyone’s relief',
  'as agreed in spring',
];

/** Ways to say a value, each with words that leave no doubt what it is. */
const SENTENCES: Record<DataType, readonly ((value: string) => string)[]> = {
  CREDIT_CARD: [
    (v) => `Please charge the credit card ${v} before Friday.`,
    (v) => `Card number: ${v} (Visa or Mastercard, cvv on request)`,
    (v) => `The customer paid with credit card number ${v} at the counter.`,
  ],
  IBAN: [
    (v) => `Transfer the deposit to IBAN ${v} today.`,
    (v) => `Bank account (IBAN): ${v}`,
    (v) => `Unser Konto, IBAN ${v}, bleibt bestehen.`,
  ],
  US_SSN: [
    (v) => `Her social security number (SSN) is ${v}.`,
    (v) => `SSN: ${v}`,
    (v) => `The form asks for the social security number ${v} of the driver.`,
  ],
  EMAIL_ADDRESS: [
    (v) => `Write an e-mail to ${v} when the goods arrive.`,
    (v) => `Contact e-mail: ${v}`,
    (v) => `The account manager answers at ${v} within a day.`,
  ],
  PHONE_NUMBER: [
    (v) => `Call the customer on phone ${v} in the morning.`,
    (v) => `Telephone: ${v}`,
    (v) => `His mobile phone number is ${v} now.`,
  ],
  AWS_ACCESS_KEY: [
    (v) => `aws_access_key_id = ${v}`,
    (v) => `The deployment uses the AWS access key ${v} everywhere.`,
  ],
  GITHUB_TOKEN: [
    (v) => `GITHUB_TOKEN=${v}`,
    (v) => `The pipeline clones with the GitHub token ${v} for now.`,
  ],
  ANTHROPIC_API_KEY: [
    (v) => `ANTHROPIC_API_KEY=${v}`,
    (v) => `The API key of the assistant is ${v} in staging.`,
  ],
  PRIVATE_KEY: [(v) => `The private key of the server:\n${v}`],
  JWT: [(v) => `Authorization: Bearer ${v}`, (v) => `The session token was ${v} when it failed.`],
};

/** A value of a document and its type. */
export interface Holding {
  readonly type: DataType;
  readonly value: string;
}

/** The values of a document: distinct, and always the same for a plan. */
export function valuesOf(holdings: Holdings, seed: number, canary?: string): Holding[] {
  const draw = random(mix(seed, 0x5e5));
  const seen = new Set<string>();
  const values: Holding[] = [];
  for (const [type, count] of Object.entries(holdings) as [DataType, number][]) {
    for (let left = count; left > 0; ) {
      const value = sensitiveValue(type, draw);
      const digits = value.replace(/[\s-]/g, '');
      if (seen.has(digits)) continue;
      seen.add(digits);
      const marked = canary !== undefined && type === 'EMAIL_ADDRESS' ? `${canary}.${value}` : value;
      values.push({ type, value: marked });
      left--;
    }
  }
  return values;
}

/** A sentence that says a value unmistakably. */
export function sentenceWith({ type, value }: Holding, draw: Random): string {
  return draw.pick(SENTENCES[type])(value);
}

/** A sentence that holds nothing. */
export function filler(draw: Random): string {
  return `${draw.pick(SUBJECTS)} ${draw.pick(VERBS)} ${draw.pick(OBJECTS)} ${draw.pick(ENDS)}.`;
}

export function title(draw: Random): string {
  const word = draw.pick(['Notes', 'Minutes', 'Summary', 'Handover', 'Report']);
  return `${word} about ${draw.pick(OBJECTS).replace('the ', '')}`;
}

/** The body of a document as paragraphs: filler, and in it the sensitive sentences and the decoys. */
export function paragraphs(plan: DocumentPlan): string[] {
  const draw = random(mix(plan.seed, 0x907));
  const special = [
    ...valuesOf(plan.holdings, plan.seed, plan.canary).map((holding) => sentenceWith(holding, draw)),
    ...(plan.decoys ? decoyLines(draw) : []),
  ];
  const lines: string[] = [];
  if (plan.canary) lines.push(`The word of the day is ${plan.canary}.`);
  const fillers = draw.integer(8, 24);
  for (let i = 0; i < fillers || special.length > 0; i++) {
    lines.push(`${filler(draw)} ${filler(draw)}`);
    if (special.length > 0) lines.push(special.shift()!);
  }
  return lines;
}
