import type { ComplianceApi } from '../../shared/compliance-api/client.ts';
import { firstPage } from '../../shared/compliance-api/page.ts';
import type { Organization } from '../../shared/domain/integration.ts';
import { AppError } from '../../shared/errors.ts';

/** What a key reaches. */
export interface Reach {
  readonly organizations: readonly Organization[];
}

type Calls = Pick<ComplianceApi, 'activities' | 'organizations' | 'users'>;

/** Opens every read (Compliance API, Scopes). */
const auditScope = 'read:org_audit';

/**
 * One call for each scope that scans need, all of them even where one is refused, so that every missing one is named.
 * @throws AppError with a FailureCode; MISSING_SCOPES with `missingScopes` in `extra`.
 */
export async function probeKey(api: Calls): Promise<Reach> {
  const missing = new Set<string>();
  const organizations = await allowed(missing, 'read:compliance_org_data', async () => {
    const page = await firstPage(api.organizations());
    return (page?.items ?? []).map(({ uuid, name }) => ({ uuid, name }));
  });
  await allowed(missing, 'read:compliance_activities', () => firstPage(api.activities({ limit: 1 })));

  const [first] = organizations.value ?? [];
  if (first) {
    await allowed(missing, 'read:compliance_user_data', () => firstPage(api.users(first.uuid, { limit: 1 })));
  } else if (organizations.refusal && lacks(organizations.refusal, 'read:compliance_user_data')) {
    missing.add('read:compliance_user_data');
  }

  if (missing.size > 0) {
    const missingScopes = [...missing].sort();
    throw new AppError('upstream-denied', 'MISSING_SCOPES', `The key lacks ${missingScopes.join(', ')}.`, {
      extra: { missingScopes },
    });
  }
  return { organizations: organizations.value ?? [] };
}

async function allowed<T>(
  missing: Set<string>,
  scope: string,
  call: () => Promise<T>,
): Promise<{ value?: T; refusal?: AppError }> {
  try {
    return { value: await call() };
  } catch (error) {
    if (!(error instanceof AppError) || error.code !== 'MISSING_SCOPES') throw error;
    missing.add(scope);
    return { refusal: error };
  }
}

/** Users are listed by organization: where those are closed, only the scopes that the refusal lists can tell. */
function lacks({ extra }: AppError, scope: string): boolean {
  const { got } = extra;
  return Array.isArray(got) && got.length > 0 && !got.includes(scope) && !got.includes(auditScope);
}
