/** What the provider said about an object: untrusted text, so it travels URL-encoded in the object's metadata. */
export interface ObjectOrigin {
  readonly name: string | null;
  readonly mimeType: string | null;
}

/** All metadata of an object may have 2 KB (S3, Object metadata). */
const MAX_NAME = 1_500;
const MAX_TYPE = 200;

export const encodeOrigin = ({ name, mimeType }: ObjectOrigin): Record<string, string> => ({
  ...(name !== null && { name: encode(name, MAX_NAME) }),
  ...(mimeType !== null && { type: encode(mimeType, MAX_TYPE) }),
});

export const decodeOrigin = (metadata: Readonly<Record<string, string>> = {}): ObjectOrigin => ({
  name: decode(metadata.name),
  mimeType: decode(metadata.type),
});

/** At most `max` characters of encoded text, cut between characters. */
function encode(text: string, max: number): string {
  let encoded = '';
  for (const character of text.toWellFormed()) {
    const next = encodeURIComponent(character);
    if (encoded.length + next.length > max) break;
    encoded += next;
  }
  return encoded;
}

const decode = (text: string | undefined): string | null =>
  text === undefined ? null : decodeURIComponent(text);
