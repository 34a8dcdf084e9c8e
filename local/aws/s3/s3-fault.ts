/** An error as S3 answers it. */
export class S3Fault extends Error {
  readonly status: number;
  readonly code: string;

  constructor(status: number, code: string, message: string = code) {
    super(message);
    this.status = status;
    this.code = code;
  }
}

export const noSuchKey = (): S3Fault => new S3Fault(404, 'NoSuchKey', 'The specified key does not exist.');

export const notServed = (what: string): S3Fault =>
  new S3Fault(501, 'NotImplemented', `The local server does not serve ${what}.`);
