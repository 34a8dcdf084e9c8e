/** A row; nested maps are plain objects, sets are Sets. Never changed in place. */
export type Row = Readonly<Record<string, unknown>>;

/** The names and values that an expression's placeholders stand for. */
export interface Placeholders {
  readonly names: Readonly<Record<string, string>>;
  readonly values: Readonly<Record<string, unknown>>;
}

type Operand = (row: Row, given: Placeholders) => unknown;
type Condition = (row: Row, given: Placeholders) => boolean;
type Path = (given: Placeholders) => string[];
type Change = (row: Row, given: Placeholders, old: Row) => Row;

/** As much of DynamoDB's expression language as the stores speak (DynamoDB, Expressions). */
export function holds(text: string | undefined, row: Row, given: Placeholders): boolean {
  return text === undefined || compiled(conditions, text, parseCondition)(row, given);
}

/** The row after an update expression. Every operand sees the row as it was before. */
export function updated(text: string, row: Row, given: Placeholders): Row {
  return compiled(updates, text, parseUpdate).reduce((next, change) => change(next, given, row), row);
}

const conditions = new Map<string, Condition>();
const updates = new Map<string, Change[]>();

function compiled<T>(cache: Map<string, T>, text: string, parse: (tokens: Tokens) => T): T {
  const known = cache.get(text);
  if (known) return known;
  const tokens = tokensOf(text);
  const fresh = parse(tokens);
  if (tokens.peek() !== undefined)
    throw new Error(`Expression not understood at "${tokens.peek()}": ${text}`);
  cache.set(text, fresh);
  return fresh;
}

interface Tokens {
  peek(): string | undefined;
  take(): string;
  /** Takes this word if it is the next one, in any case. */
  accept(word: string): boolean;
  expect(word: string): void;
}

function tokensOf(text: string): Tokens {
  const all = text.match(/<>|<=|>=|[=<>(),+-]|[#:]?[\w.#]+/g) ?? [];
  let at = 0;
  const peek = () => all[at];
  const accept = (word: string) => {
    if (peek()?.toUpperCase() !== word) return false;
    at += 1;
    return true;
  };
  return {
    peek,
    accept,
    take: () => {
      const token = all[at];
      if (token === undefined) throw new Error(`Expression ends early: ${text}`);
      at += 1;
      return token;
    },
    expect: (word) => {
      if (!accept(word)) throw new Error(`Expected ${word} at "${peek()}": ${text}`);
    },
  };
}

function parseCondition(tokens: Tokens): Condition {
  let left = parseConjunction(tokens);
  while (tokens.accept('OR')) {
    const [a, b] = [left, parseConjunction(tokens)];
    left = (row, given) => a(row, given) || b(row, given);
  }
  return left;
}

function parseConjunction(tokens: Tokens): Condition {
  let left = parseTest(tokens);
  while (tokens.accept('AND')) {
    const [a, b] = [left, parseTest(tokens)];
    left = (row, given) => a(row, given) && b(row, given);
  }
  return left;
}

function parseTest(tokens: Tokens): Condition {
  if (tokens.accept('NOT')) {
    const inner = parseTest(tokens);
    return (row, given) => !inner(row, given);
  }
  if (tokens.accept('(')) {
    const inner = parseCondition(tokens);
    tokens.expect(')');
    return inner;
  }
  const call = tokens.peek()?.toLowerCase();
  if (call === 'attribute_exists' || call === 'attribute_not_exists') {
    tokens.take();
    tokens.expect('(');
    const path = pathOf(tokens.take());
    tokens.expect(')');
    const wanted = call === 'attribute_exists';
    return (row, given) => (valueAt(row, path(given)) !== undefined) === wanted;
  }
  if (call === 'begins_with' || call === 'contains') {
    tokens.take();
    tokens.expect('(');
    const whole = parseOperand(tokens);
    tokens.expect(',');
    const part = parseOperand(tokens);
    tokens.expect(')');
    const test = call === 'contains' ? 'includes' : 'startsWith';
    return (row, given) => String(whole(row, given) ?? '')[test](String(part(row, given)));
  }
  return parseComparison(tokens);
}

function parseComparison(tokens: Tokens): Condition {
  const left = parseOperand(tokens);
  if (tokens.accept('BETWEEN')) {
    const low = parseOperand(tokens);
    tokens.expect('AND');
    const high = parseOperand(tokens);
    return (row, given) => {
      const value = left(row, given) as string;
      return value >= (low(row, given) as string) && value <= (high(row, given) as string);
    };
  }
  const comparator = tokens.take();
  const right = parseOperand(tokens);
  const compare = comparators[comparator];
  if (!compare) throw new Error(`Unknown comparator ${comparator}`);
  return (row, given) => compare(left(row, given), right(row, given));
}

/** A missing attribute equals nothing and differs from everything. */
const comparators: Readonly<Record<string, (a: unknown, b: unknown) => boolean>> = {
  '=': (a, b) => a !== undefined && same(a, b),
  '<>': (a, b) => a === undefined || !same(a, b),
  '<': (a, b) => a !== undefined && (a as string) < (b as string),
  '<=': (a, b) => a !== undefined && (a as string) <= (b as string),
  '>': (a, b) => a !== undefined && (a as string) > (b as string),
  '>=': (a, b) => a !== undefined && (a as string) >= (b as string),
};

const same = (a: unknown, b: unknown): boolean =>
  a === b || (typeof a === 'object' && JSON.stringify(a) === JSON.stringify(b));

function parseOperand(tokens: Tokens): Operand {
  const token = tokens.take();
  if (token.startsWith(':')) return (_, { values }) => values[token];
  if (token.toLowerCase() === 'if_not_exists') {
    tokens.expect('(');
    const path = pathOf(tokens.take());
    tokens.expect(',');
    const otherwise = parseOperand(tokens);
    tokens.expect(')');
    return (row, given) => valueAt(row, path(given)) ?? otherwise(row, given);
  }
  if (token.toLowerCase() === 'list_append') {
    tokens.expect('(');
    const first = parseOperand(tokens);
    tokens.expect(',');
    const second = parseOperand(tokens);
    tokens.expect(')');
    return (row, given) => [...(first(row, given) as unknown[]), ...(second(row, given) as unknown[])];
  }
  if (token.toLowerCase() === 'size') {
    tokens.expect('(');
    const of = parseOperand(tokens);
    tokens.expect(')');
    return (row, given) => (of(row, given) as { length: number } | undefined)?.length;
  }
  if (token.toLowerCase() === 'list_append') {
    tokens.expect('(');
    const list = parseOperand(tokens);
    tokens.expect(',');
    const more = parseOperand(tokens);
    tokens.expect(')');
    return (row, given) => [...(list(row, given) as unknown[]), ...(more(row, given) as unknown[])];
  }
  const path = pathOf(token);
  return (row, given) => valueAt(row, path(given));
}

const pathOf = (token: string): Path => {
  const parts = token.split('.');
  return ({ names }) => parts.map((part) => (part.startsWith('#') ? nameOf(names, part) : part));
};

function nameOf(names: Placeholders['names'], placeholder: string): string {
  const name = names[placeholder];
  if (name === undefined) throw new Error(`No name for ${placeholder}`);
  return name;
}

function valueAt(row: Row, path: readonly string[]): unknown {
  let value: unknown = row;
  for (const part of path) value = (value as Record<string, unknown> | undefined)?.[part];
  return value;
}

/** A copy with another value at the path; undefined removes. */
function withValue(row: Row, [first = '', ...rest]: readonly string[], value: unknown): Row {
  if (rest.length === 0) {
    const { [first]: _, ...others } = row;
    return value === undefined ? others : { ...row, [first]: value };
  }
  const inner = row[first];
  // DynamoDB: "The document path provided in the update expression is invalid for update".
  if (typeof inner !== 'object' || inner === null) {
    throw Object.assign(new Error(`No map at ${first}`), { name: 'ValidationException' });
  }
  return { ...row, [first]: withValue(inner as Row, rest, value) };
}

function parseUpdate(tokens: Tokens): Change[] {
  const changes: Change[] = [];
  while (tokens.peek() !== undefined) {
    const verb = tokens.take().toUpperCase();
    do {
      changes.push(parseChange(verb, tokens));
    } while (tokens.accept(','));
  }
  return changes;
}

function parseChange(verb: string, tokens: Tokens): Change {
  const path = pathOf(tokens.take());
  if (verb === 'REMOVE') return (row, given) => withValue(row, path(given), undefined);
  if (verb === 'SET') {
    tokens.expect('=');
    const value = parseSum(tokens);
    return (row, given, old) => withValue(row, path(given), value(old, given));
  }
  const value = parseOperand(tokens);
  if (verb !== 'ADD') throw new Error(`Unknown clause ${verb}`);
  return (row, given, old) => {
    const [before, more] = [valueAt(old, path(given)), value(old, given)];
    const sum =
      more instanceof Set
        ? new Set([...((before as Set<unknown> | undefined) ?? []), ...more])
        : Number(before ?? 0) + Number(more);
    return withValue(row, path(given), sum);
  };
}

function parseSum(tokens: Tokens): Operand {
  const left = parseOperand(tokens);
  const sign = tokens.accept('+') ? 1 : tokens.accept('-') ? -1 : 0;
  if (sign === 0) return left;
  const right = parseOperand(tokens);
  return (row, given) => Number(left(row, given)) + sign * Number(right(row, given));
}
