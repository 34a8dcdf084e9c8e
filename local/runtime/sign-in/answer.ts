import { messagePage, PAGE_POLICY } from './page.ts';

export interface Answer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

const UNSTORED = { 'cache-control': 'no-store' };

export const redirectTo = (address: URL, headers: Answer['headers'] = {}): Answer => ({
  status: 303,
  headers: { ...UNSTORED, ...headers, location: address.href },
  body: '',
});

export const pageAnswer = (status: number, html: string, headers: Answer['headers'] = {}): Answer => ({
  status,
  headers: {
    ...UNSTORED,
    ...headers,
    'content-type': 'text/html; charset=utf-8',
    'content-security-policy': PAGE_POLICY,
    'referrer-policy': 'no-referrer',
    'x-content-type-options': 'nosniff',
  },
  body: html,
});

export const refusal = (reason: string): Answer =>
  pageAnswer(400, messagePage('Sign-in is not possible', reason));

export const jsonAnswer = (status: number, body: unknown, headers: Answer['headers'] = {}): Answer => ({
  status,
  headers: { ...UNSTORED, ...headers, 'content-type': 'application/json' },
  body: JSON.stringify(body),
});

/** Whether an address or origin is on this machine. */
export function isLocal(address: string): boolean {
  const url = URL.parse(address);
  return url?.protocol === 'http:' && ['127.0.0.1', 'localhost', '[::1]'].includes(url.hostname);
}
