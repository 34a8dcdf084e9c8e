import { AppError } from '../../shared/errors.ts';

export const FORMATS = ['text/csv', 'application/x-ndjson'] as const;
export const EVENT_FORMATS = [...FORMATS, 'application/vnd.ocsf+x-ndjson'] as const;
export type Format = (typeof EVENT_FORMATS)[number];

interface Wish {
  readonly range: string;
  readonly weight: number;
}

/**
 * The format that an `Accept` header asks for; CSV where it leaves the choice.
 * @throws AppError NOT_ACCEPTABLE.
 */
export function formatFrom<F extends Format>(
  accept: string | undefined,
  formats: readonly F[],
): F | 'text/csv' {
  if (!accept?.trim()) return 'text/csv';
  const wishes = accept
    .split(',', 20)
    .map(wishFrom)
    .filter(({ weight }) => weight > 0)
    .sort((a, b) => b.weight - a.weight);
  for (const { range } of wishes) {
    const format = formats.find((each) => matches(each, range));
    if (format) return format;
  }
  throw new AppError('invalid', 'NOT_ACCEPTABLE', `Exports come as ${formats.join(' or ')}.`, {
    extra: { formats },
  });
}

function wishFrom(text: string): Wish {
  const [range = '', ...parameters] = text.split(';').map((part) => part.trim().toLowerCase());
  const weight = parameters.find((parameter) => parameter.startsWith('q='));
  return { range, weight: weight ? Number(weight.slice(2)) || 0 : 1 };
}

const matches = (format: Format, range: string): boolean =>
  range === format || range === '*/*' || range === `${format.split('/')[0]}/*`;
