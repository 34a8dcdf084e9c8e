import type { Problem } from './types.ts';

/** An answer of the API that is not a success, or no answer at all. */
export class ApiProblem extends Error {
  /** Of the problem document; `NO_ANSWER` where the API could not be reached. */
  readonly code: string;
  /** 0 where there was no answer. */
  readonly status: number;
  readonly title: string;
  readonly requestId: string | null;
  /** Members that depend on the code. */
  readonly extra: Readonly<Record<string, unknown>>;

  constructor(document: Partial<Problem> & { title: string; detail: string }) {
    super(document.detail);
    this.code = document.code ?? 'UNKNOWN';
    this.status = document.status ?? 0;
    this.title = document.title;
    this.requestId = document.requestId ?? null;
    this.extra = document;
  }
}

export const noAnswer = (): ApiProblem =>
  new ApiProblem({
    code: 'NO_ANSWER',
    title: 'The service cannot be reached',
    detail: 'Check your network connection, then try again.',
  });

/** The problem that an unsuccessful answer tells of; the gateway's own answers are no problem documents. */
export async function problemFrom(answer: Response): Promise<ApiProblem> {
  const body: unknown = await answer.json().catch(() => ({}));
  const document = (typeof body === 'object' && body !== null ? body : {}) as Partial<Problem>;
  return new ApiProblem({
    ...document,
    status: answer.status,
    title: document.title ?? `The service answered ${answer.status}`,
    detail: document.detail ?? 'Try again. If it stays like this, tell whoever runs this portal.',
  });
}

export const isProblem = (error: unknown, code: string): error is ApiProblem =>
  error instanceof ApiProblem && error.code === code;
