/** An answer that is an error, thrown by whatever finds the reason. Texts are those of Compliance API, Error format. */
export class Problem extends Error {
  override readonly name = 'Problem';
  readonly status: number;
  /** `error.type`. */
  readonly type: string;
  readonly headers: Readonly<Record<string, string>>;

  constructor(status: number, type: string, message: string, headers: Readonly<Record<string, string>> = {}) {
    super(message);
    this.status = status;
    this.type = type;
    this.headers = headers;
  }
}

export const invalidRequest = (message: string) => new Problem(400, 'invalid_request_error', message);
export const unauthenticated = (message: string) => new Problem(401, 'authentication_error', message);
export const forbidden = (message: string) => new Problem(403, 'permission_error', message);
export const notFound = (message: string) => new Problem(404, 'not_found_error', message);

/** The bare answer to a wrong path, and to a key that is missing or of a foreign type: identical on purpose. */
export const bareNotFound = () => notFound('Not found');
