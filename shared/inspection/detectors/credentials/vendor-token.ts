import type { LabelledFinder } from '../../detect/data-type.ts';
import { type DataType, type Levels, STRONG } from '../../detect/data-type.ts';

import { assignedValue, readValue } from './assignment.ts';

interface VendorToken {
  readonly id: string;
  readonly name: string;
  readonly source: string;
  readonly prefixes: readonly string[];
  /** What follows the prefix; every repeat bounded. */
  readonly rest: RegExp;
  /** Made-up tokens, assembled when the code runs. */
  readonly samples: readonly string[];
  readonly validate?: (value: string) => boolean;
  /** Sandbox keys and the like. */
  readonly isTest?: (value: string) => boolean;
  readonly context?: readonly string[];
  /** The vendor's tokens without that prefix, anchored at the start; the context words are their labels. */
  readonly plain?: RegExp;
  readonly confidence?: Levels;
  readonly head?: number;
  readonly misses?: readonly string[];
}

/** A token that only its label tells. */
const plainToken = (plain: RegExp): LabelledFinder => ({
  kind: 'labelled',
  match(text, start) {
    const value = readValue(text, start);
    return value && plain.test(text.slice(value.start, value.end)) ? value.end : -1;
  },
  valueAfter: assignedValue,
});

/** The declaration of a secret that its vendor's prefix gives away. */
export function vendorToken(token: VendorToken): DataType {
  const { id, name, source, prefixes, rest, samples, validate, isTest, context, plain, confidence, head } =
    token;
  const first = samples[0]!;
  return {
    id,
    name,
    group: 'credentials',
    source,
    find: [{ kind: 'token', prefixes, rest }, ...(plain ? [plainToken(plain)] : [])],
    ...(validate ? { validate } : {}),
    ...(isTest ? { isTest } : {}),
    ...(context ? { context } : {}),
    confidence: confidence ?? STRONG,
    mask: { head: head ?? prefixes[0]!.length, tail: 4 },
    hits: samples.flatMap((sample) => [
      `export CREDENTIAL="«${sample}»"`,
      `the key is «${sample}», keep it safe`,
    ]),
    misses: [
      `${first.slice(0, prefixes[0]!.length + 3)}...`,
      `x${first.slice(0, 1)}y${first.slice(1, 12)}`,
      `${prefixes[0]}${'x'.repeat(first.length - prefixes[0]!.length)}`,
      ...(token.misses ?? []),
    ],
  };
}
