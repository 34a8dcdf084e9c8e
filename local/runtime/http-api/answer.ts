import { asObject, asText, isObject } from '../../aws/json.ts';

export interface ApiAnswer {
  status: number;
  headers: Record<string, string | string[]>;
  body: string | Buffer;
}

const JSON_TYPE = { 'content-type': 'application/json' };

/** An answer of the gateway itself. */
export const gatewayAnswer = (
  status: number,
  message: string,
  headers: Record<string, string> = {},
): ApiAnswer => ({ status, headers: { ...JSON_TYPE, ...headers }, body: JSON.stringify({ message }) });

/** The answer that a function's result means (format 2.0): a result without a status code is the body of a 200. */
export function functionAnswer(result: unknown): ApiAnswer {
  if (!isObject(result) || result.statusCode === undefined) {
    return {
      status: 200,
      headers: JSON_TYPE,
      body: typeof result === 'string' ? result : JSON.stringify(result),
    };
  }
  const status = Number(result.statusCode);
  if (!Number.isInteger(status)) return gatewayAnswer(500, 'Internal Server Error');
  const headers = Object.entries(asObject(result.headers)).map(([name, value]) => [
    name.toLowerCase(),
    String(value),
  ]);
  const text = asText(result.body) ?? '';
  return {
    status,
    headers: {
      ...Object.fromEntries(headers),
      ...(Array.isArray(result.cookies) ? { 'set-cookie': result.cookies.map(String) } : {}),
    },
    body: result.isBase64Encoded === true ? Buffer.from(text, 'base64') : text,
  };
}
