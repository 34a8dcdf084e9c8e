import { randomUUID } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { AwsFault } from './fault.ts';
import { type ListeningServer, listen, readBody } from './http-server.ts';
import { type Signer, signerOf } from './iam/access.ts';
import { type JsonObject, parseObject } from './json.ts';

export interface JsonRequest {
  /** `SendMessage` of `x-amz-target: AmazonSQS.SendMessage`; empty for REST requests. */
  operation: string;
  /** `AmazonSQS` of the same header. */
  target: string;
  method: string;
  url: URL;
  input: JsonObject;
  signer: Signer;
  /** Aborts when the caller hangs up, so that long polls end. */
  signal: AbortSignal;
}

export interface JsonProtocol {
  contentType: string;
  handle(request: JsonRequest): Promise<unknown> | unknown;
  /** Headers that the service adds to an error, such as the query-compatible code of SQS. */
  errorHeaders?(fault: AwsFault): Record<string, string>;
  port?: number;
}

async function parse(request: IncomingMessage, response: ServerResponse): Promise<JsonRequest> {
  const hangUp = new AbortController();
  response.on('close', () => hangUp.abort());
  const header = String(request.headers['x-amz-target'] ?? '');
  const url = new URL(request.url ?? '/', 'http://local');
  const dot = header.lastIndexOf('.');
  return {
    operation: dot < 0 ? '' : header.slice(dot + 1),
    target: dot < 0 ? '' : header.slice(0, dot),
    method: request.method ?? 'GET',
    url,
    signer: signerOf(request.headers, url.searchParams),
    input: parseObject((await readBody(request)).toString('utf8')),
    signal: hangUp.signal,
  };
}

function asFault(error: unknown): AwsFault {
  if (error instanceof AwsFault) return error;
  const reason = error instanceof Error ? (error.stack ?? error.message) : String(error);
  return new AwsFault('InternalFailure', reason, { status: 500 });
}

/** Serves one AWS JSON protocol: parses the request, calls `handle`, and turns faults into the protocol's error answer. */
export function serveJson(protocol: JsonProtocol): Promise<ListeningServer> {
  const answer = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const headers: Record<string, string> = {
      'content-type': protocol.contentType,
      'x-amzn-requestid': randomUUID(),
    };
    let status = 200;
    let output: unknown;
    try {
      output = await protocol.handle(await parse(request, response));
    } catch (error) {
      const fault = asFault(error);
      status = fault.status;
      output = { __type: fault.type, message: fault.message, ...fault.extra };
      headers['x-amzn-errortype'] = fault.type;
      Object.assign(headers, protocol.errorHeaders?.(fault));
    }
    const body = Buffer.from(JSON.stringify(output ?? {}));
    response.writeHead(status, { ...headers, 'content-length': body.length }).end(body);
  };
  return listen((request, response) => void answer(request, response), protocol.port);
}
