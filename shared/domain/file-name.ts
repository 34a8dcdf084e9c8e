const maxLength = 255;

/** Control characters, line separators, and what turns the direction of text around or cannot be seen. */
const unseen =
  /[\p{Cc}\p{Zl}\p{Zp}\p{Cs}\u00AD\u061C\u180E\u200B-\u200F\u202A-\u202E\u2060-\u206F\uFEFF\uFFF9-\uFFFB]/gu;

const path = /^.*[/\\]/su;
/** What cutting can leave of a character outside the basic plane. */
const halfCharacter = /[\uD800-\uDBFF]$/;
const leading = /^[\s.-]+/u;

/** Text that a person wrote, on one line and without unseen characters; empty where nothing is left. */
export const cleanText = (text: string): string =>
  text.normalize('NFC').replace(/\s+/gu, ' ').replace(unseen, '').trim();

/**
 * A file name as it may be shown: composed (NFC), without its path, unseen characters, or dots and dashes in front,
 * up to 255 characters; `unnamed` where nothing is left. It stays untrusted: never part of a key, path or command.
 */
export function cleanFileName(name: string | null): string {
  const seen = (name ?? '').normalize('NFC').replace(unseen, '');
  const shown = seen.replace(path, '').replace(leading, '').slice(0, maxLength);
  return shown.replace(halfCharacter, '').trimEnd() || 'unnamed';
}
