import { describe, expect, test } from 'vitest';
import { type Context, isAllowed, isTrusted, statementsOf } from '../../../../local/aws/iam/policy.ts';

const document = (...Statement: object[]) => ({ Version: '2012-10-17', Statement });
const allow = (more: object) => ({ Effect: 'Allow', Action: 's3:GetObject', Resource: '*', ...more });

/** Whether these statements allow to get an object. */
const may = (statements: object[], context: Context = {}, resource = 'arn:aws:s3:::b/staging/acme/1') =>
  isAllowed(statementsOf(document(...statements)), { action: 's3:GetObject', resource, context });

const acme = { 'aws:PrincipalTag/TenantId': ['acme'] };

describe('a policy', () => {
  test('allows what a statement says, and nothing else', () => {
    expect(may([allow({})])).toBe(true);
    expect(may([allow({ Action: ['s3:PutObject', 's3:GetObject'] })])).toBe(true);
    expect(may([allow({ Action: 's3:Get*' })])).toBe(true);
    expect(may([allow({ Action: 's3:PutObject' })])).toBe(false);
    expect(may([allow({ Resource: 'arn:aws:s3:::b/staging/?cme/*' })])).toBe(true);
    expect(may([allow({ Resource: 'arn:aws:s3:::b/exports/*' })])).toBe(false);
    expect(may([])).toBe(false);
  });

  test('forbids even what another statement allows', () => {
    expect(may([allow({}), { ...allow({}), Effect: 'Deny' }])).toBe(false);
  });

  test('holds a variable against what the session says, and is never fulfilled where it says nothing', () => {
    const own = [allow({ Resource: `arn:aws:s3:::b/staging/\${aws:PrincipalTag/TenantId}/*` })];

    expect(may(own, acme)).toBe(true);
    expect(may(own, { 'aws:PrincipalTag/TenantId': ['acme2'] })).toBe(false);
    expect(may(own)).toBe(false);
  });

  test.each([
    ['StringEquals', { k: ['a'] }, true],
    ['StringEquals', { k: ['b'] }, false],
    ['StringEquals', {}, false],
    ['StringLike', { k: ['a'] }, true],
    ['StringLike', {}, false],
    ['ForAllValues:StringEquals', { k: ['a', 'a'] }, true],
    ['ForAllValues:StringEquals', { k: ['a', 'b'] }, false],
    // Why such a condition never stands alone.
    ['ForAllValues:StringEquals', {}, true],
  ])('%s of %j', (operator, context: Context, answer) => {
    expect(may([allow({ Condition: { [operator]: { k: 'a' } } })], context)).toBe(answer);
  });

  test('tells whether a key is there at all', () => {
    const there = [allow({ Condition: { Null: { k: 'false' } } })];

    expect(may(there, { k: ['x'] })).toBe(true);
    expect(may(there)).toBe(false);
  });

  test('needs all conditions of a statement', () => {
    const both = [allow({ Condition: { StringEquals: { k: 'a' }, StringLike: { l: 'b*' } } })];

    expect(may(both, { k: ['a'], l: ['bc'] })).toBe(true);
    expect(may(both, { k: ['a'], l: ['c'] })).toBe(false);
  });

  test.each([
    [{ NotAction: 's3:GetObject' }, /NotAction/],
    [{ Condition: { StringNotEquals: { k: 'a' } } }, /StringNotEquals/],
  ])('that says what is not evaluated here is refused: %j', (more, message) => {
    expect(() => statementsOf(document(allow(more)))).toThrow(message);
  });
});

test('a role trusts the principals that are named, for the actions and under the conditions that are named', () => {
  const trust = statementsOf(
    document({
      Effect: 'Allow',
      Action: 'sts:AssumeRole',
      Principal: { AWS: 'arn:me' },
      Condition: { StringLike: { 'aws:RequestTag/TenantId': '?*' } },
    }),
  );
  const context = { 'aws:RequestTag/TenantId': ['acme'] };
  const ask = { action: 'sts:AssumeRole', context };

  expect(isTrusted(trust, 'arn:me', ask)).toBe(true);
  expect(isTrusted(trust, 'arn:other', ask)).toBe(false);
  expect(isTrusted(trust, 'arn:me', { ...ask, action: 'sts:TagSession' })).toBe(false);
  expect(isTrusted(trust, 'arn:me', { ...ask, context: {} })).toBe(false);
  expect(isTrusted(trust, 'arn:me', { ...ask, context: { 'aws:RequestTag/TenantId': [''] } })).toBe(false);
});
