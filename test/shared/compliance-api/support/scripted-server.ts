import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { onTestFinished } from 'vitest';
import {
  type ComplianceApi,
  type ComplianceApiOptions,
  createComplianceApi,
} from '../../../../shared/compliance-api/client.ts';
import { jumpingClock } from './clocks.ts';

export interface SeenRequest {
  readonly method: string;
  readonly path: string;
  readonly query: URLSearchParams;
  readonly headers: IncomingMessage['headers'];
}

/** Answers one request; `call` counts from 1. */
export type Script = (request: SeenRequest, response: ServerResponse, call: number) => void;

/** A provider on this machine that says what the test tells it. It ends with the test. */
export async function scriptedServer(script: Script): Promise<{ url: string; requests: SeenRequest[] }> {
  const requests: SeenRequest[] = [];
  const server = createServer((message, response) => {
    const url = new URL(message.url ?? '', 'http://provider');
    const request = {
      method: message.method ?? '',
      path: url.pathname,
      query: url.searchParams,
      headers: message.headers,
    };
    requests.push(request);
    script(request, response, requests.length);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => {
    server.close();
    server.closeAllConnections();
  });
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, requests };
}

/** Headers of every answer of a provider whose limit is too high to be felt. */
export const calmHeaders = {
  'content-type': 'application/json',
  'request-id': 'req_011CYp',
  'anthropic-ratelimit-requests-limit': '60000000',
  'anthropic-ratelimit-requests-remaining': '59000000',
  'anthropic-ratelimit-requests-reset': '2026-10-02T09:31:00Z',
};

export function answer(
  response: ServerResponse,
  body: unknown,
  { status = 200, headers = {} }: { status?: number; headers?: Record<string, string> } = {},
): void {
  response.writeHead(status, { ...calmHeaders, ...headers });
  response.end(typeof body === 'string' || body instanceof Uint8Array ? body : JSON.stringify(body));
}

export function refuse(
  response: ServerResponse,
  status: number,
  type: string,
  message: string,
  headers: Record<string, string> = {},
): void {
  answer(response, { error: { type, message } }, { status, headers });
}

/** Assembled, so that nothing in the sources looks like a key. */
export const sampleKey = ['sk', 'ant', 'api01', 'canary'.repeat(6)].join('-');

/** A client of that server that never really waits between attempts. */
export function clientOf(url: string, options: Partial<ComplianceApiOptions> = {}): ComplianceApi {
  return createComplianceApi({
    baseUrl: url,
    allowLoopback: true,
    apiKey: sampleKey,
    clock: jumpingClock(),
    random: () => 0.5,
    ...options,
  });
}

/** A client and its provider in one. */
export async function scriptedApi(script: Script, options: Partial<ComplianceApiOptions> = {}) {
  const server = await scriptedServer(script);
  return { api: clientOf(server.url, options), requests: server.requests };
}

export async function collect<T>(source: AsyncIterable<T>): Promise<T[]> {
  const all: T[] = [];
  for await (const one of source) all.push(one);
  return all;
}

/** All items of all pages. */
export async function allItems<T>(pages: AsyncIterable<{ readonly items: readonly T[] }>): Promise<T[]> {
  return (await collect(pages)).flatMap(({ items }) => items);
}
