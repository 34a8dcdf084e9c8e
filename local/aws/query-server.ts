import { AwsFault } from './fault.ts';
import { type ListeningServer, listen, readBody } from './http-server.ts';
import { type Signer, signerOf } from './iam/access.ts';

export interface QueryRequest {
  readonly operation: string;
  readonly input: URLSearchParams;
  readonly signer: Signer;
}

/** Serves the query protocol: a form comes in, XML goes out. `handle` answers with what stands in the operation's result. */
export function serveQuery(
  namespace: string,
  handle: (request: QueryRequest) => string,
  port?: number,
): Promise<ListeningServer> {
  const respond = (body: Buffer, signerIn: (input: URLSearchParams) => Signer): [number, string] => {
    const input = new URLSearchParams(body.toString('utf8'));
    const operation = input.get('Action') ?? '';
    try {
      const result = handle({ operation, input, signer: signerIn(input) });
      return [
        200,
        `<${operation}Response xmlns="${namespace}"><${operation}Result>${result}</${operation}Result></${operation}Response>`,
      ];
    } catch (error) {
      const fault =
        error instanceof AwsFault ? error : new AwsFault('InternalFailure', String(error), { status: 500 });
      return [
        fault.status,
        `<ErrorResponse xmlns="${namespace}"><Error><Type>Sender</Type><Code>${fault.type}</Code><Message>${fault.message}</Message></Error></ErrorResponse>`,
      ];
    }
  };
  return listen((request, response) => {
    void readBody(request).then((body) => {
      const [status, answer] = respond(body, (input) => signerOf(request.headers, input));
      response.writeHead(status, { 'content-type': 'text/xml' }).end(answer);
    });
  }, port);
}
