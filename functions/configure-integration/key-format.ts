import { AppError } from '../../shared/errors.ts';

const accessKey = /^sk-ant-api01-[A-Za-z0-9_-]{8,512}$/;

/** Keys of Anthropic that are no Compliance Access Keys (Compliance API, Keys). */
const otherKeys: readonly (readonly [prefix: string, what: string])[] = [
  ['sk-ant-admin', 'an Admin key of the Claude Console'],
  ['sk-ant-api03-', 'a Claude API key'],
  ['sk-ant-oat', 'a sign-in token of Claude'],
];

/**
 * The key inside pasted text, without the white space and line breaks around it.
 * @throws AppError `invalid` INVALID_KEY_FORMAT, `upstream-denied` WRONG_KEY_TYPE. Neither repeats the text.
 */
export function accessKeyFrom(pasted: string): string {
  const key = pasted.trim();
  if (/\s/.test(key))
    throw badFormat('The key contains white space or line breaks: it was probably cut or joined.');
  const other = otherKeys.find(([prefix]) => key.startsWith(prefix));
  if (other) {
    throw new AppError(
      'upstream-denied',
      'WRONG_KEY_TYPE',
      `This is ${other[1]}. A Compliance Access Key begins with sk-ant-api01- and is made in claude.ai, Organization settings.`,
    );
  }
  if (!accessKey.test(key))
    throw badFormat('A Compliance Access Key begins with sk-ant-api01-, then letters, digits, - and _.');
  return key;
}

const badFormat = (message: string) => new AppError('invalid', 'INVALID_KEY_FORMAT', message);
