import { beforeEach, describe, expect, test } from 'vitest';
import { probeKey } from '../../../functions/configure-integration/probe-key.ts';
import { AppError } from '../../../shared/errors.ts';

type Calls = Parameters<typeof probeKey>[0];
type Call = keyof Calls;

const page = {
  requestId: null,
  providerTime: null,
  nextPage: null,
  firstId: null,
  lastId: null,
  hasMore: true,
};
const organizations = [
  { uuid: 'org-1', name: 'Halcyon', createdAt: 0 },
  { uuid: 'org-2', name: 'Halcyon Labs', createdAt: null },
];

let asked: string[];

/** A provider that refuses some calls. */
function aProvider(refusals: Partial<Record<Call, Error>> = {}, list = organizations): Calls {
  async function* answer<T>(call: Call, detail: string, items: readonly T[]) {
    asked.push(`${call}${detail}`);
    const refusal = refusals[call];
    if (refusal) throw refusal;
    yield { ...page, items };
    throw new Error('A probe reads one page.');
  }
  const calls = {
    organizations: () => answer('organizations', '', list),
    activities: (options?: { limit?: number }) => answer('activities', ` limit=${options?.limit}`, []),
    users: (organization: string, options?: { limit?: number }) =>
      answer('users', ` ${organization} limit=${options?.limit}`, []),
  };
  return calls as unknown as Calls;
}

const missing = (...got: string[]) =>
  new AppError('upstream-denied', 'MISSING_SCOPES', 'Refused.', { extra: { got, missing: [] } });

beforeEach(() => {
  asked = [];
});

test('one call for each scope, and the organizations that the key reaches', async () => {
  expect(await probeKey(aProvider())).toEqual({
    organizations: [
      { uuid: 'org-1', name: 'Halcyon' },
      { uuid: 'org-2', name: 'Halcyon Labs' },
    ],
  });
  expect(asked).toEqual(['organizations', 'activities limit=1', 'users org-1 limit=1']);
});

describe('every missing scope is named', () => {
  const [activities, data, org] = [
    'read:compliance_activities',
    'read:compliance_user_data',
    'read:compliance_org_data',
  ];

  test.each<[string, Partial<Record<Call, Error>>, string[]]>([
    ['activities', { activities: missing(data!, org!) }, [activities!]],
    ['user data', { users: missing(activities!, org!) }, [data!]],
    [
      'organizations, while user data is listed as there',
      { organizations: missing(activities!, data!) },
      [org!],
    ],
    ['all but activities', { organizations: missing(activities!) }, [org!, data!]],
    [
      'all three',
      { organizations: missing('api:admin'), activities: missing('api:admin') },
      [activities!, org!, data!],
    ],
    ['organizations, of a text that lists nothing', { organizations: missing() }, [org!]],
  ])('%s', async (_, refusals, missingScopes) => {
    await expect(probeKey(aProvider(refusals))).rejects.toMatchObject({
      code: 'MISSING_SCOPES',
      message: expect.stringContaining(missingScopes.join(', ')),
      extra: { missingScopes },
    });
  });
});

test.each(['KEY_INVALID', 'API_DISABLED', 'PROVIDER_UNAVAILABLE'])(
  '%s ends the probe at once',
  async (code) => {
    const error = new AppError('upstream-denied', code, 'Refused.');

    await expect(probeKey(aProvider({ organizations: error }))).rejects.toBe(error);
    expect(asked).toEqual(['organizations']);
  },
);
