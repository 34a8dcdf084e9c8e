import type { ServerResponse } from 'node:http';
import { setTimeout as pause } from 'node:timers/promises';
import type { Strike } from './faults.ts';
import { Problem } from './problem.ts';
import type { Answer, Download } from './route.ts';

/**
 * Writes an answer, and whatever a fault makes of it.
 *
 * @returns the status, 0 when the connection was reset instead
 */
export async function respond(
  response: ServerResponse,
  result: Answer | Problem,
  strike: Strike,
): Promise<number> {
  if (result instanceof Problem) {
    const { status, type, message } = result;
    return await send(response, status, jsonBody({ error: { type, message } }), strike);
  }
  if ('json' in result) return await send(response, 200, jsonBody(result.json), strike);
  return await send(response, 200, downloadBody(result.download, strike), strike);
}

interface Body {
  readonly headers: Readonly<Record<string, string>>;
  readonly chunks: Iterable<Buffer>;
}

function jsonBody(value: unknown): Body {
  const bytes = Buffer.from(JSON.stringify(value));
  return {
    headers: { 'content-type': 'application/json', 'content-length': String(bytes.length) },
    chunks: [bytes],
  };
}

/** Always chunked, the name always in the extended form of RFC 5987 (Compliance API, Files). */
function downloadBody({ filename, mimeType, md5, chunks }: Download, strike: Strike): Body {
  const digest = Buffer.from(md5, 'hex');
  if (strike['wrong-md5']) digest[0] = digest[0]! ^ 0xff;
  return {
    headers: {
      'content-type': mimeType ?? 'application/octet-stream',
      'content-disposition': `attachment; filename*=utf-8''${extended(filename ?? 'file')}`,
      'content-md5': digest.toString('base64'),
    },
    chunks,
  };
}

/** Percent encoding of everything but the attribute characters of RFC 5987. */
function extended(name: string): string {
  const octet = (char: string) => `%${char.charCodeAt(0).toString(16).toUpperCase().padStart(2, '0')}`;
  return encodeURIComponent(name.toWellFormed()).replace(/['()*]/g, octet);
}

async function send(
  response: ServerResponse,
  status: number,
  { headers, chunks }: Body,
  strike: Strike,
): Promise<number> {
  const { cut, slow } = strike;
  const pieces = slow ? inPieces(chunks, slow.pieceBytes) : chunks;
  for (const [name, value] of Object.entries(headers)) {
    if (!(cut && name === 'content-length')) response.setHeader(name, value);
  }
  response.statusCode = status;
  // Without this an empty download would come with a length instead of in chunks.
  response.flushHeaders();
  let left = cut?.afterBytes ?? Number.POSITIVE_INFINITY;
  for (const piece of pieces) {
    if (response.destroyed) return status;
    if (slow) await pause(slow.pauseMs);
    const part = piece.subarray(0, left);
    left -= part.length;
    if (!response.write(part)) await drained(response);
    if (left <= 0) break;
  }
  if (cut?.end === 'reset') {
    // Let what was written leave first: otherwise the reset may overtake it.
    await pause(5);
    response.destroy();
    return 0;
  }
  response.end();
  return status;
}

function drained(response: ServerResponse): Promise<void> {
  return new Promise((resolve) => {
    const done = () => {
      response.off('drain', done);
      response.off('close', done);
      resolve();
    };
    response.on('drain', done);
    response.on('close', done);
  });
}

function* inPieces(chunks: Iterable<Buffer>, size: number): Iterable<Buffer> {
  for (const chunk of chunks) {
    for (let at = 0; at < chunk.length; at += size) yield chunk.subarray(at, at + size);
  }
}
