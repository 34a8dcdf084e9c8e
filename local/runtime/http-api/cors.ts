import type { IncomingHttpHeaders } from 'node:http';
import { asList, asNumber, isObject } from '../../aws/json.ts';
import type { ApiAnswer } from './answer.ts';

/** The `CorsConfiguration` of an API. */
export interface Cors {
  /** The answer to a preflight request, also where no route takes OPTIONS. */
  preflight(headers: IncomingHttpHeaders): ApiAnswer;
  /** Headers for every answer to a request of this origin; they win over the function's. */
  headersFor(origin: string | undefined): Record<string, string>;
}

const listed = (value: unknown): string => asList(value).map(String).join(',');

/** `*`, an origin, or a pattern such as `https://*`. */
function allows(allowed: string, origin: string): boolean {
  if (!allowed.includes('*')) return allowed === origin;
  const [start = '', end = ''] = allowed.split('*');
  return origin.startsWith(start) && origin.endsWith(end);
}

export const isPreflight = (method: string, headers: IncomingHttpHeaders): boolean =>
  method === 'OPTIONS' && Boolean(headers.origin && headers['access-control-request-method']);

/** CORS as HTTP APIs do it; undefined if the API has no configuration. */
export function corsOf(configuration: unknown): Cors | undefined {
  if (!isObject(configuration)) return undefined;
  const origins = asList(configuration.AllowOrigins).map(String);
  const credentials = configuration.AllowCredentials === true;
  const maxAge = asNumber(configuration.MaxAge);
  const common = (origin: string | undefined): Record<string, string> => {
    if (!origin || !origins.some((allowed) => allows(allowed, origin))) return {};
    return {
      'access-control-allow-origin': origins.includes('*') ? '*' : origin,
      ...(credentials ? { 'access-control-allow-credentials': 'true' } : {}),
    };
  };
  return {
    headersFor(origin) {
      const headers = common(origin);
      const exposed = listed(configuration.ExposeHeaders);
      if (Object.keys(headers).length === 0 || !exposed) return headers;
      return { ...headers, 'access-control-expose-headers': exposed };
    },
    preflight({ origin }) {
      const headers = common(origin);
      const allowed =
        Object.keys(headers).length === 0
          ? {}
          : {
              ...headers,
              'access-control-allow-methods': listed(configuration.AllowMethods),
              'access-control-allow-headers': listed(configuration.AllowHeaders),
              ...(maxAge === undefined ? {} : { 'access-control-max-age': String(maxAge) }),
            };
      return { status: 204, headers: allowed, body: '' };
    },
  };
}
