import { isAlnumCode, isLetterCode } from '../../detect/characters.ts';
import type { DataType } from '../../detect/data-type.ts';

const LONGEST_LOCAL = 64;
const LONGEST_DOMAIN = 253;
/** Endings that follow an `@` in file names (`icon@2x.png`), never in domains. */
const FILE_ENDINGS = new Set(
  'png jpg jpeg gif svg webp ico css js mjs cjs ts tsx jsx map json html htm php'.split(' '),
);
/** Users of services, not people: `git@github.com:…`. */
const SERVICE_USERS = new Set(['git', 'hg', 'svn']);
const LONGEST_SERVICE_USER = 3;

const isLocalCode = (code: number): boolean =>
  isAlnumCode(code) || code === 46 || code === 95 || code === 43 || code === 45 || code === 37 || code === 39;
const isDomainCode = (code: number): boolean => isAlnumCode(code) || code === 46 || code === 45;

/** Looks both ways from `@`, at most as far as an address can reach. */
function matchEmail(text: string, at: number): readonly [number, number] | undefined {
  let end = at + 1;
  const last = Math.min(text.length, end + LONGEST_DOMAIN);
  while (end < last && isDomainCode(text.charCodeAt(end))) end++;
  while (end > at && !isAlnumCode(text.charCodeAt(end - 1))) end--;
  let dot = end - 1;
  while (dot > at && text.charCodeAt(dot) !== 46) dot--;
  if (dot <= at + 1 || end - dot < 3) return undefined;
  for (let i = dot + 1; i < end; i++) if (!isLetterCode(text.charCodeAt(i))) return undefined;

  let start = at;
  const first = Math.max(0, at - LONGEST_LOCAL - 1);
  while (start > first && isLocalCode(text.charCodeAt(start - 1))) start--;
  while (start < at && !isAlnumCode(text.charCodeAt(start))) start++;
  if (start === at || at - start > LONGEST_LOCAL || isUrlCredential(text, start)) return undefined;
  if (text.charCodeAt(end) === 64 || !isLocal(text, start, at) || !isDomain(text, at + 1, end))
    return undefined;
  return FILE_ENDINGS.has(text.slice(dot + 1, end).toLowerCase()) ? undefined : [start, end];
}

/** `scheme://user:pass@host`: the host of a connection string. */
function isUrlCredential(text: string, start: number): boolean {
  const before = text.charCodeAt(start - 1);
  if (before === 47) return text.charCodeAt(start - 2) === 47;
  if (before !== 58) return false;
  return text.slice(Math.max(0, start - 80), start).includes('://');
}

function isLocal(text: string, start: number, end: number): boolean {
  for (let at = start + 1; at <= end; at++) {
    if (text.charCodeAt(at - 1) === 46 && (at === end || text.charCodeAt(at) === 46)) return false;
  }
  return end - start > LONGEST_SERVICE_USER || !SERVICE_USERS.has(text.slice(start, end).toLowerCase());
}

/** Labels of 1 to 63 characters that neither begin nor end with a dash. */
function isDomain(text: string, start: number, end: number): boolean {
  let label = start;
  for (let at = start; at <= end; at++) {
    if (at < end && text.charCodeAt(at) !== 46) continue;
    if (at === label || at - label > 63) return false;
    if (text.charCodeAt(label) === 45 || text.charCodeAt(at - 1) === 45) return false;
    label = at + 1;
  }
  return true;
}

/** `user@example.com`: what documentation and forms print (RFC 2606 §3). */
const EXAMPLE =
  /^(?:user|username|you|your\.?name|name|someone|somebody|email|me|foo|bar|test|example|first\.?last|firstname\.lastname)@(?:example\.(?:com|org|net)|(?:your)?domain\.com|company\.com|email\.com)$/i;

export const email: DataType = {
  id: 'EMAIL_ADDRESS',
  name: 'E-mail address',
  group: 'contact',
  source: 'RFC 5321 §4.5.3.1, RFC 1035 §2.3.1',
  find: [{ kind: 'mark', mark: '@', next: /[A-Za-z0-9]/, match: matchEmail }],
  isTest: (value) => EXAMPLE.test(value),
  confidence: { alone: 'high', weak: 'high', own: 'high' },
  mask: {},
  hits: [
    'write to «ann.smith@contoso.com».',
    'From: Bob <«bob+news@mail.fabrikam.co.uk»>',
    'Kontakt: «j.müller».'.replace('j.müller', 'jm@firma.de'),
  ],
  misses: [
    'git@github.com:acme/app.git',
    'icon@2x.png',
    '@scope/package@1.2.3',
    'postgres://app:pw@db.internal.net/x',
    'foo@bar',
    'write to user@example.com',
  ],
};
