import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { accessControl, type Signer, signerOf } from '../../../../local/aws/iam/access.ts';
import { statementsOf } from '../../../../local/aws/iam/policy.ts';

const document = (Statement: object[]) => statementsOf({ Statement });
const FUNCTION = 'arn:aws:iam::000000000000:role/function';
const TENANT = 'arn:aws:iam::000000000000:role/tenant';
const read = { action: 's3:GetObject', resource: 'arn:aws:s3:::b/acme/1' };
const denied = { type: 'AccessDeniedException', status: 403 };

const witnessed: [string, string, boolean][] = [];
const access = accessControl(({ role }, { action }, isAllowed) => {
  witnessed.push([role.arn, action, isAllowed]);
});
access.define({
  arn: FUNCTION,
  statements: document([{ Effect: 'Allow', Action: ['sts:AssumeRole', 'sts:TagSession'], Resource: TENANT }]),
  trust: [],
});
access.define({
  arn: TENANT,
  statements: document([
    { Effect: 'Allow', Action: 's3:GetObject', Resource: `arn:aws:s3:::b/\${aws:PrincipalTag/TenantId}/*` },
  ]),
  trust: document([
    { Effect: 'Allow', Action: ['sts:AssumeRole', 'sts:TagSession'], Principal: { AWS: FUNCTION } },
  ]),
});
const lambda = access.credentialsOf(FUNCTION) as Signer;
const session = (tenant: string) =>
  access.assume(lambda, { roleArn: TENANT, tags: { TenantId: tenant }, seconds: 900 });

beforeEach(() => {
  witnessed.length = 0;
  vi.useFakeTimers({ now: Date.parse('2026-10-01T00:00:00Z') });
});
afterEach(() => void vi.useRealTimers());

describe('who signs a request', () => {
  test('as a role may do what its policies say', () => {
    expect(() => access.check(lambda, () => [read])).toThrow(expect.objectContaining(denied));
    access.check(session('acme'), () => [read]);

    expect(witnessed.filter(([, action]) => action === read.action)).toEqual([
      [FUNCTION, read.action, false],
      [TENANT, read.action, true],
    ]);
  });

  test('in a session may do it for what the session is tagged with', () => {
    expect(() => access.check(session('other'), () => [read])).toThrow(expect.objectContaining(denied));
  });

  test('with a key that nobody was given is the administrator', () => {
    access.check({ keyId: 'local', sessionToken: undefined }, () => [read]);
  });

  test('after the end of the session, or with the token of another one, is refused', () => {
    const own = session('acme');
    const mixed = { ...own, sessionToken: session('other').sessionToken };
    expect(() => access.check(mixed, () => [])).toThrow(
      expect.objectContaining({ type: 'ExpiredTokenException' }),
    );

    vi.advanceTimersByTime(901_000);
    session('acme');
    expect(() => access.check(own, () => [])).toThrow(
      expect.objectContaining({ type: 'ExpiredTokenException' }),
    );
  });

  test('may assume only a role that trusts it', () => {
    const ask = { roleArn: FUNCTION, tags: {}, seconds: 900 };
    expect(() => access.assume(session('acme'), ask)).toThrow(expect.objectContaining(denied));
  });

  test('is read from the header or from a link', () => {
    const authorization =
      'AWS4-HMAC-SHA256 Credential=KEY/20261001/us-east-1/s3/aws4_request, SignedHeaders=host';
    expect(signerOf({ authorization, 'x-amz-security-token': 't' }, new URLSearchParams())).toEqual({
      keyId: 'KEY',
      sessionToken: 't',
    });
    const link = new URLSearchParams({
      'X-Amz-Credential': 'KEY/20261001/us-east-1',
      'X-Amz-Security-Token': 't',
    });
    expect(signerOf({}, link)).toEqual({ keyId: 'KEY', sessionToken: 't' });
  });
});
