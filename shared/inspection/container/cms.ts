import { Unreadable } from '../unreadable.ts';

/** Object identifiers in DER: PKCS #7 and what S/MIME added (RFC 5652, 5083). */
const PKCS7 = '06092a864886f70d0107';
const SIGNED = `${PKCS7}02`;
const ENCRYPTED: readonly string[] = [`${PKCS7}03`, `${PKCS7}06`, '060b2a864886f70d0109100117'];
const MAX_DEPTH = 20;
/** Streamed content comes in pieces of kilobytes. */
const MAX_CHILDREN = 100_000;

/** An element of BER: where its content lies, and where the next element begins. */
interface Element {
  readonly tag: number;
  readonly start: number;
  readonly end: number;
  readonly next: number;
}

/** Whether bytes begin like a message of S/MIME: a sequence that names its kind. */
export function isCms(head: Buffer): boolean {
  if (head[0] !== 0x30) return false;
  const at = head.subarray(0, 24).indexOf(Buffer.from('2a864886f70d01', 'hex'));
  return at >= 4 && head[at - 2] === 0x06;
}

/**
 * The content that was signed, or null when the signature stands alone (RFC 5652, 5.2). Throws `Unreadable`:
 * `encrypted`, `unsupported_format` for other kinds, `corrupt`.
 */
export function signedContent(bytes: Buffer): Buffer | null {
  const outer = elementAt(bytes, 0, 0);
  const [kind, explicit] = children(bytes, outer);
  if (!kind || !explicit) throw new Unreadable('corrupt');
  const name = bytes.toString('hex', outer.start, kind.next);
  if (ENCRYPTED.includes(name)) throw new Unreadable('encrypted');
  if (name !== SIGNED) throw new Unreadable('unsupported_format');
  const [data] = children(bytes, explicit);
  const wrapped = data && children(bytes, data)[2];
  const content = wrapped && children(bytes, wrapped)[1];
  const octets = content && children(bytes, content)[0];
  return octets ? octetsOf(bytes, octets, 0) : null;
}

/** A string of bytes may come in pieces. */
function octetsOf(bytes: Buffer, element: Element, depth: number): Buffer {
  if ((element.tag & 0x20) === 0) return bytes.subarray(element.start, element.end);
  if (depth > MAX_DEPTH) throw new Unreadable('too_deep');
  return Buffer.concat(children(bytes, element).map((piece) => octetsOf(bytes, piece, depth + 1)));
}

function children(bytes: Buffer, parent: Element): Element[] {
  const found: Element[] = [];
  for (let at = parent.start; at < parent.end; at = found.at(-1)!.next) {
    if (found.length >= MAX_CHILDREN) throw new Unreadable('too_many_members');
    found.push(elementAt(bytes, at, 0));
  }
  return found;
}

function elementAt(bytes: Buffer, at: number, depth: number): Element {
  const tag = bytes[at];
  const short = bytes[at + 1];
  if (tag === undefined || short === undefined) throw new Unreadable('truncated');
  if (depth > MAX_DEPTH) throw new Unreadable('too_deep');
  if (short === 0x80) return openElement(bytes, at, depth);
  const lengthBytes = short < 0x80 ? 0 : short & 0x7f;
  if (lengthBytes > 4) throw new Unreadable('corrupt');
  const start = at + 2 + lengthBytes;
  if (start > bytes.length) throw new Unreadable('truncated');
  const length = lengthBytes === 0 ? short : bytes.readUIntBE(at + 2, lengthBytes);
  if (start + length > bytes.length) throw new Unreadable('truncated');
  return { tag, start, end: start + length, next: start + length };
}

/** An element without a length goes on to two zeros after its last child. */
function openElement(bytes: Buffer, at: number, depth: number): Element {
  const start = at + 2;
  let end = start;
  while (bytes[end] !== 0 || bytes[end + 1] !== 0) end = elementAt(bytes, end, depth + 1).next;
  return { tag: bytes[at]!, start, end, next: end + 2 };
}
