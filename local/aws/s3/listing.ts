import type { StoredObject } from './object-index.ts';
import { type S3Answer, type S3Request, type S3Storage, xmlAnswer } from './request.ts';
import { notServed } from './s3-fault.ts';
import { element, xmlDocument } from './xml.ts';

/** S3, ListObjectsV2: at most a thousand keys in one answer. */
const MAX_KEYS = 1000;

/** Sorts after every key that begins with the text before it. */
const LAST = '\u{10FFFF}';

interface Page {
  objects: StoredObject[];
  prefixes: string[];
  /** Where the next page begins; undefined at the end. */
  next: string | undefined;
}

/** One page; keys that share the text up to the delimiter become one prefix. */
function listPage(
  { index }: S3Storage,
  bucket: string,
  list: { prefix: string; delimiter: string; after: string; max: number },
): Page {
  const { prefix, delimiter, max } = list;
  const page: Page = { objects: [], prefixes: [], next: undefined };
  let { after } = list;
  for (;;) {
    const rows = index.objects(bucket, prefix, after, MAX_KEYS + 1);
    let skipped = false;
    for (const object of rows) {
      if (page.objects.length + page.prefixes.length >= max) return { ...page, next: after };
      const end = delimiter ? object.key.indexOf(delimiter, prefix.length) : -1;
      if (end >= 0) {
        const common = object.key.slice(0, end + delimiter.length);
        page.prefixes.push(common);
        after = common + LAST;
        skipped = true;
        break;
      }
      page.objects.push(object);
      after = object.key;
    }
    if (!skipped && rows.length <= MAX_KEYS) return page;
  }
}

const contents = (object: StoredObject, encode: (key: string) => string): string =>
  `<Contents>${element('Key', encode(object.key))}${element('LastModified', new Date(object.modifiedAt).toISOString())}` +
  `${element('ETag', `"${object.etag}"`)}${element('Size', object.size)}${element('StorageClass', 'STANDARD')}</Contents>`;

/** ListObjectsV2. */
export function listObjects(storage: S3Storage, request: S3Request): S3Answer {
  const { query, bucket } = request;
  if (query.get('list-type') !== '2') throw notServed('the first version of ListObjects');
  const token = query.get('continuation-token');
  const prefix = query.get('prefix') ?? '';
  const delimiter = query.get('delimiter') ?? '';
  const max = Math.min(Number(query.get('max-keys') ?? MAX_KEYS), MAX_KEYS);
  const after = token ? Buffer.from(token, 'base64url').toString() : (query.get('start-after') ?? '');
  const byUrl = query.get('encoding-type') === 'url';
  const encode = (key: string) => (byUrl ? encodeURIComponent(key).replaceAll('%2F', '/') : key);

  const { objects, prefixes, next } = listPage(storage, bucket, { prefix, delimiter, after, max });
  const content = [
    element('Name', bucket) + element('Prefix', encode(prefix)),
    delimiter ? element('Delimiter', encode(delimiter)) : '',
    element('MaxKeys', max) + element('KeyCount', objects.length + prefixes.length),
    element('IsTruncated', next !== undefined),
    next === undefined ? '' : element('NextContinuationToken', Buffer.from(next).toString('base64url')),
    byUrl ? element('EncodingType', 'url') : '',
    ...objects.map((object) => contents(object, encode)),
    ...prefixes.map((common) => `<CommonPrefixes>${element('Prefix', encode(common))}</CommonPrefixes>`),
  ];
  return xmlAnswer(xmlDocument('ListBucketResult', content.join('')));
}
