import { isWordCode } from '../../detect/characters.ts';
import type { DataType } from '../../detect/data-type.ts';

const LOGIN_DOMAIN =
  /@[A-Za-z0-9-]{1,63}(?:\.[A-Za-z0-9-]{1,63}){1,4}:(?=[^\s:]{0,64}[0-9!@#$%^&*])[^\s:/"',;]{6,64}(?=\s|$)/y;

const LONGEST_LOCAL = 64;
const isLocalCode = (code: number): boolean =>
  isWordCode(code) || code === 46 || code === 37 || code === 43 || code === 45;

/** An address at the start of a line, then the password after a colon. */
function matchLogin(text: string, at: number): readonly [number, number] | undefined {
  let start = at;
  while (start > 0 && at - start <= LONGEST_LOCAL && isLocalCode(text.charCodeAt(start - 1))) start--;
  const isLineStart = start === 0 || text.charCodeAt(start - 1) === 10;
  if (!isLineStart || start === at || at - start > LONGEST_LOCAL) return undefined;
  LOGIN_DOMAIN.lastIndex = at;
  return LOGIN_DOMAIN.test(text) ? [start, LOGIN_DOMAIN.lastIndex] : undefined;
}

export const login: DataType = {
  id: 'LOGIN_NAME',
  name: 'Login name with password',
  group: 'contact',
  source: 'user:password lists ("combo lists"): address or name, colon, password, line after line',
  find: [{ kind: 'mark', mark: '@', next: /[A-Za-z0-9]/, match: matchLogin }],
  confidence: { alone: 'high', weak: 'high', own: 'high' },
  mask: {},
  hits: [`«ann.smith@contoso.com:${'Sum'}mer2024!»\n`],
  misses: ['mail ann.smith@contoso.com: please call', 'ssh://git@host.org:2222/x'],
};
