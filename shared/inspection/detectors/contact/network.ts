import { isAlnumCode, isDigitCode, isHexCode } from '../../detect/characters.ts';
import type { DataType } from '../../detect/data-type.ts';

/** Private, loopback, link-local, documentation, multicast and reserved ranges (RFC 6890, RFC 5737): no one's address. */
const isSpecialV4 = (address: string): boolean =>
  /^(0|10|127|169\.254|172\.(1[6-9]|2\d|3[01])|192\.168|192\.0\.[02]|198\.51\.100|203\.0\.113|198\.1[89]|22[4-9]|2[3-5]\d)\./.test(
    `${address}.`,
  );

const isSpecialV6 = (address: string): boolean =>
  /^(::1?$|fe[89ab]|f[cd]|ff|2001:0?db8|::ffff)/i.test(address);

const VERSION_BEFORE =
  /(?:\bv|versions?|ver|release|build|rev|\bsdk|firmware|@|==|>=|~=|\^|~|section|§|chapter|clause|oid)[\s:="'.]{0,3}$/i;

/** Four octets, told from the digit machine's runs: no version, no fifth part. */
function isV4(value: string): boolean {
  return value.split('.').every((octet) => Number(octet) <= 255 && (octet === '0' || !octet.startsWith('0')));
}

/** A letter, digit, `.`, `/`, `:` or `@` before a group: it is a piece of something longer. */
const isPartBefore = (code: number): boolean =>
  isAlnumCode(code) || (code >= 46 && code <= 47) || code === 58 || code === 64;

/** Eight groups or a `::`, told from a colon; each address is tried once, at its first colon. */
function matchV6(text: string, at: number): readonly [number, number] | undefined {
  const next = text.charCodeAt(at + 1);
  let start = at;
  while (at - start < 5 && start > 0 && isHexCode(text.charCodeAt(start - 1))) start--;
  if (at - start > 4 || (next !== 58 && (start === at || !isHexCode(next)))) return undefined;
  if (start > 0 && isPartBefore(text.charCodeAt(start - 1))) return undefined;
  let end = at + 1;
  let colons = 1;
  let isCompressed = false;
  for (; end - start < 40; end++) {
    const code = text.charCodeAt(end);
    if (code === 58) {
      colons++;
      isCompressed ||= text.charCodeAt(end - 1) === 58;
    } else if (!isHexCode(code)) break;
  }
  // Times and keys have a few colons too.
  if (colons < 7 && !isCompressed) return undefined;
  while (end > at && text[end - 1] === ':' && text[end - 2] !== ':') end--;
  const isV4Tail = text[end] === '.' && isDigitCode(text.charCodeAt(end + 1));
  if (isAlnumCode(text.charCodeAt(end)) || isV4Tail) return undefined;
  const address = text.slice(start, end);
  const groups = address.split(':');
  const isShape = isCompressed
    ? groups.length <= 8 && address.split('::').length === 2 && groups.filter(Boolean).length >= 2
    : groups.length === 8;
  return isShape && groups.every((group) => group.length <= 4) && (!isCompressed || /\d/.test(address))
    ? [start, end]
    : undefined;
}

/** Four groups of up to three digits; no version, no fifth part. */
function matchV4(text: string, start: number): number {
  let at = start;
  for (let octet = 0; octet < 4; octet++) {
    if (octet > 0 && text.charCodeAt(at++) !== 46) return -1;
    const first = at;
    while (at - first < 4 && isDigitCode(text.charCodeAt(at))) at++;
    if (at === first || at - first > 3) return -1;
  }
  const after = text.charCodeAt(at);
  const goesOn =
    isAlnumCode(after) ||
    after === 95 ||
    after === 45 ||
    (after === 46 && isDigitCode(text.charCodeAt(at + 1)));
  const before = text.charCodeAt(start - 1);
  if (goesOn || before === 45 || before === 95 || isDigitCode(before)) return -1;
  return VERSION_BEFORE.test(text.slice(Math.max(0, start - 14), start)) ? -1 : at;
}

export const ipAddress: DataType = {
  id: 'IP_ADDRESS',
  name: 'IP address',
  group: 'contact',
  source: 'RFC 791, RFC 4291; special ranges of RFC 6890',
  find: [
    { kind: 'dotted', match: matchV4 },
    { kind: 'mark', mark: ':', next: /[0-9A-Fa-f:]/, match: matchV6 },
  ],
  validate: (value) => value.includes(':') || isV4(value),
  isTest: (value) => (value.includes(':') ? isSpecialV6(value) : isSpecialV4(value)),
  confidence: { alone: 'medium', weak: 'medium', own: 'high' },
  context: [
    'ip',
    'ip address',
    'ipaddress',
    'client ip',
    'remote addr',
    'source ip',
    'src',
    'dst',
    'ipv4',
    'ipv6',
    'host',
    'x-forwarded-for',
    'adresse ip',
    'dirección ip',
  ],
  mask: {},
  hits: [
    'client «84.17.33.201» connected',
    'ip: «2a02:8071:b692:e200:5c1:9f3e:88a1:4d10»',
    '"remote_addr":"«52.94.236.248»"',
    '«91.198.174.192» - - [24/Nov/2026] "GET /"',
  ],
  misses: [
    'version 84.17.33.201',
    'server 192.168.1.20',
    'oid 1.3.6.1.4.1',
    'at 12:30:45',
    '84.17.33.999',
    'pkg@1.2.3.4',
  ],
};

/** Six pairs with one separator, told from the first. */
function matchMac(text: string, at: number): readonly [number, number] | undefined {
  const separator = text.charCodeAt(at);
  // Dates and times have one or two pairs: most of them end here.
  if (text.charCodeAt(at + 6) !== separator || text.charCodeAt(at + 3) !== separator) return undefined;
  const start = at - 2;
  if (start < 0 || isAlnumCode(text.charCodeAt(start - 1)) || '-:'.includes(text[start - 1] ?? ' '))
    return undefined;
  for (let pair = 0; pair < 6; pair++) {
    const from = start + pair * 3;
    if (!isHexCode(text.charCodeAt(from)) || !isHexCode(text.charCodeAt(from + 1))) return undefined;
    if (pair < 5 && text.charCodeAt(from + 2) !== separator) return undefined;
  }
  const end = start + 17;
  return isAlnumCode(text.charCodeAt(end)) || text.charCodeAt(end) === separator ? undefined : [start, end];
}

export const macAddress: DataType = {
  id: 'MAC_ADDRESS',
  name: 'MAC address',
  group: 'device',
  source: 'IEEE 802, EUI-48',
  find: [
    { kind: 'mark', mark: ':', next: /[0-9A-Fa-f]/, match: matchMac },
    { kind: 'mark', mark: '-', next: /[0-9A-Fa-f]/, match: matchMac },
  ],
  validate: (value) => /[a-f]/i.test(value) || /\d\D[1-9]/.test(value),
  isTest: (value) => /^(00[:-]){6}|^(ff[:-]){5}/i.test(`${value}:`),
  context: ['mac', 'mac address', 'hwaddr', 'ether', 'bssid', 'wifi mac', 'physical address'],
  confidence: { alone: 'medium', weak: 'medium', own: 'high' },
  mask: {},
  hits: ['MAC «3c:22:fb:9a:10:d4»', 'Physical Address: «A4-83-E7-2B-90-1F»'],
  misses: ['ff:ff:ff:ff:ff:ff', 'at 10:20:30:40', '3c:22:fb:9a:10:d4:11:22'],
};
