export type FileKind =
  | 'clean'
  | 'flagged'
  | 'empty'
  | 'no-md5'
  | 'gone'
  | 'too-large'
  | 'never-whole'
  | 'refused'
  | 'poison';

/** Content that is fetched by itself. */
export interface Thing {
  readonly kind: FileKind;
  readonly name: string;
  readonly content: string;
}

/** Stands in texts that may be nowhere but where the words say. */
export const CANARY = {
  content: 'canaryinthecontent',
  name: 'Canary Inthename',
  email: 'canary.inthemail',
} as const;
export const MAX_ITEM_BYTES = 600;

export function contentOf(kind: FileKind, index: number): string {
  if (kind === 'empty') return '';
  const text = `${CANARY.content} ${index} ${kind === 'flagged' ? 'CARD '.repeat(index + 1) : ''}${kind === 'poison' ? 'POISON' : ''}`;
  return kind === 'too-large' ? text.padEnd(MAX_ITEM_BYTES * 2, '.') : text;
}
