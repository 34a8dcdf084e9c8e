import type { Random } from '../random.ts';
import { sensitiveValue } from './values.ts';

const HEX = '0123456789abcdef';

/** Lines that look sensitive and aren't, each for a reason that a careful reader can give. */
const DECOYS: readonly ((draw: Random) => string)[] = [
  (draw) =>
    `The card number ${withOtherLastDigit(sensitiveValue('CREDIT_CARD', draw))} was mistyped and refused.`,
  (draw) => `The bank rejected IBAN ${withOtherCheckDigits(dutchIban(draw))} as invalid.`,
  (draw) =>
    `The sample form shows SSN 666-${draw.integer(10, 99)}-${draw.integer(1000, 9999)}, an area that is never issued.`,
  (draw) => `Pallet ${draw.integer(100_000_000, 665_000_000)} left the warehouse in the evening.`,
  (draw) => `Trace ${uuid(draw)} belongs to the failed import.`,
  (draw) => `sha256 checksum ${draw.text(64, HEX)} of the release`,
  (draw) => `md5 digest ${draw.text(32, HEX)} of the archive`,
  (draw) => `commit ${draw.text(40, HEX)} fixed the rounding`,
  () =>
    `Our checkout tests pay with card ${['4111', '1111', '1111', '1111'].join(' ')}, the well-known test number.`,
  () => `Mastercard's test card ${['5555', '5555', '5555', '4444'].join(' ')} works in the sandbox.`,
  () =>
    'Clone git@code.kestrelport:platform/importer.git and install lodash@4.17.21 first; the logo is logo@2x.png.',
  () => 'api_key = "<YOUR_API_KEY>"',
  () => ['GITHUB_TOKEN=$', '{GITHUB_TOKEN}'].join(''),
  () => `ANTHROPIC_API_KEY=sk-ant-${'x'.repeat(12)}`,
  (draw) => `The measured ratio is 0.${draw.text(16, '123456789')} of the plan.`,
];

/** Three of them, all different. */
export function decoyLines(draw: Random): string[] {
  const start = draw.integer(0, DECOYS.length - 1);
  return [0, 4, 9].map((step) => DECOYS[(start + step) % DECOYS.length]!(draw));
}

/** The shape of a card in its context, but the last digit is wrong. */
function withOtherLastDigit(card: string): string {
  return card.slice(0, -1) + String((Number(card.at(-1)) + 3) % 10);
}

/** Ten digits at the end: longer ones can pass for a card by chance. */
function dutchIban(draw: Random): string {
  const iban = sensitiveValue('IBAN', draw);
  return iban.startsWith('NL') ? iban : dutchIban(draw);
}

function withOtherCheckDigits(iban: string): string {
  const digits = (Number(iban.slice(2, 4)) + 13) % 97;
  return iban.slice(0, 2) + String(digits).padStart(2, '0') + iban.slice(4);
}

function uuid(draw: Random): string {
  return [8, 4, 4, 4, 12].map((length) => draw.text(length, HEX)).join('-');
}
