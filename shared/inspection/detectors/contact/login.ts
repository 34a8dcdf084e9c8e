import type { DataType } from '../../detect/data-type.ts';

const LOGIN_DOMAIN =
  /@[A-Za-z0-9-]{1,63}(?:\.[A-Za-z0-9-]{1,63}){1,4}:(?=[^\s:]{0,64}[0-9!@#$%^&*])[^\s:/"',;]{6,64}(?=\s|$)/y;

/** An address at the start of a line, then the password after a colon. */
function matchLogin(text: string, at: number): readonly [number, number] | undefined {
  LOGIN_DOMAIN.lastIndex = at;
  if (!LOGIN_DOMAIN.test(text)) return undefined;
  const local = /(?:^|\n)([A-Za-z0-9._%+-]{1,64})$/.exec(text.slice(Math.max(0, at - 65), at))?.[1];
  return local ? [at - local.length, LOGIN_DOMAIN.lastIndex] : undefined;
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
