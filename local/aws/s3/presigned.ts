import { S3Fault } from './s3-fault.ts';

/** Headers that an address sets for one answer, as presigned ones do: `response-content-disposition` and its kind. */
export const overriddenHeaders = (query: URLSearchParams): Record<string, string> =>
  Object.fromEntries(
    [...query]
      .filter(([name]) => name.startsWith('response-'))
      .map(([name, value]) => [name.slice('response-'.length), value]),
  );

/** @throws AccessDenied if the request came by a presigned address whose time is over */
export function checkExpiry(query: URLSearchParams): void {
  const signed = query.get('X-Amz-Date');
  if (!signed) return;
  const iso = signed.replace(/^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z$/, '$1-$2-$3T$4:$5:$6Z');
  const end = Date.parse(iso) + Number(query.get('X-Amz-Expires')) * 1000;
  if (Date.now() > end) throw new S3Fault(403, 'AccessDenied', 'Request has expired');
}
