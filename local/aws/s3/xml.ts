const ESCAPES: Record<string, string> = {
  '<': '&lt;',
  '>': '&gt;',
  '&': '&amp;',
  '"': '&quot;',
  '\r': '&#13;',
};
const CHARACTERS: Record<string, string> = {
  lt: '<',
  gt: '>',
  amp: '&',
  quot: '"',
  apos: "'",
  '#13': '\r',
};

export const escapeXml = (text: string): string =>
  text.replace(/[<>&"\r]/g, (character) => ESCAPES[character] ?? character);

export const unescapeXml = (text: string): string =>
  text.replace(/&(lt|gt|amp|quot|apos|#13);/g, (_entity, name: string) => CHARACTERS[name] ?? '');

/** `element('Key', 'a&b')` → `<Key>a&amp;b</Key>`. */
export const element = (name: string, text: string | number | boolean): string =>
  `<${name}>${escapeXml(String(text))}</${name}>`;

/** A whole answer document; `content` is XML already. */
export const xmlDocument = (root: string, content: string): string =>
  `<?xml version="1.0" encoding="UTF-8"?>\n<${root} xmlns="http://s3.amazonaws.com/doc/2006-03-01/">${content}</${root}>`;

/** The texts of all elements of a name, in order; enough for the flat requests that clients send. */
export const textsOf = (xml: string, name: string): string[] =>
  [...xml.matchAll(new RegExp(`<${name}>([\\s\\S]*?)</${name}>`, 'g'))].map((match) =>
    unescapeXml(match[1] ?? ''),
  );
