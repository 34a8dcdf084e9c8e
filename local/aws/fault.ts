import type { JsonObject } from './json.ts';

/** An error as an AWS service answers it: the client sees `type` as the error's name. */
export class AwsFault extends Error {
  readonly status: number;
  readonly type: string;
  readonly extra: JsonObject;

  constructor(type: string, message: string, options: { status?: number; extra?: JsonObject } = {}) {
    super(message);
    this.type = type;
    this.status = options.status ?? 400;
    this.extra = options.extra ?? {};
  }
}

/** What a server without this operation answers. */
export const unknownOperation = (operation: string): AwsFault =>
  new AwsFault(
    'UnknownOperationException',
    `The local server does not serve ${operation || 'this request'}.`,
  );
