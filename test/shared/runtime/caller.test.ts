import { describe, expect, test } from 'vitest';
import { callerFrom, requireRole } from '../../../shared/runtime/caller.ts';

const names = { tenant: 'https://portal.example/tenant', roles: 'cognito:groups' };
const claims = (roles: unknown, more = {}) => ({
  [names.tenant]: 'acme',
  [names.roles]: roles,
  sub: 'sub-1',
  ...more,
});

test.each<[string, unknown, string[]]>([
  ['a list', ['viewer', 'admin'], ['viewer', 'admin']],
  ['a list with other things in it', ['viewer', 7, null], ['viewer']],
  ['words', 'viewer admin', ['viewer', 'admin']],
  ['one word', 'admin', ['admin']],
  ['a list as API Gateway writes it', '[viewer admin]', ['viewer', 'admin']],
  ['a list with commas', '[viewer, admin]', ['viewer', 'admin']],
  ['a group of Cognito alone, as API Gateway writes it', '[admin]', ['admin']],
  ['an empty list as API Gateway writes it', '[]', []],
  ['nothing', undefined, []],
  ['an object', { admin: true }, []],
])('roles can be %s', (_, given, roles) => {
  expect([...callerFrom(claims(given), names).roles]).toEqual(roles);
});

test.each<[string, Record<string, unknown>, string]>([
  ['the e-mail address', { email: 'ada@example.com' }, 'ada@example.com'],
  ['the subject without one', { email: '' }, 'sub-1'],
  ['unknown without either', { sub: undefined }, 'unknown'],
])('the actor is %s', (_, more, actor) => {
  expect(callerFrom(claims('viewer', more), names).actor).toBe(actor);
});

test.each([
  undefined,
  {},
  { tenant_id: 'acme' },
  { [names.tenant]: '' },
  { [names.tenant]: 'a#b' },
  { [names.tenant]: 'a/b' },
  { [names.tenant]: 'x'.repeat(65) },
])('a tenant in %j is none', (given) => {
  expect(() => callerFrom(given, names)).toThrow(expect.objectContaining({ code: 'NO_TENANT' }));
});

describe('a role', () => {
  const caller = (roles: string) => callerFrom(claims(roles), names);

  test.each([
    ['viewer', 'viewer'],
    ['admin', 'admin'],
    ['admin', 'viewer'],
    ['content-viewer', 'content-viewer'],
  ] as const)('%s may do what needs %s', (has, needs) => {
    expect(() => requireRole(caller(has), needs)).not.toThrow();
  });

  test.each([
    ['viewer', 'admin'],
    ['content-viewer', 'viewer'],
    ['admin', 'content-viewer'],
    ['administrator', 'admin'],
    ['', 'viewer'],
  ] as const)('%j may not do what needs %s', (has, needs) => {
    expect(() => requireRole(caller(has), needs)).toThrow(expect.objectContaining({ code: 'FORBIDDEN' }));
  });
});
