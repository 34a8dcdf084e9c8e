import { AssumeRoleCommand, type STSClient } from '@aws-sdk/client-sts';
import type { Tenant } from '../domain/tenant.ts';
import type { Clock } from '../ports/clock.ts';
import { tenantAtWork } from '../tenancy.ts';
import type { Credentials, Identity } from './client-options.ts';
import { systemClock } from './system-clock.ts';
import { TENANT_TAG } from './tenant-tag.ts';

/** The most that a role may ask for which is itself assumed, as those of functions are (IAM, role chaining). */
const SESSION_SECONDS = 3_600;

/** A session is left this long before it ends, so that no request meets its end. */
const MARGIN_MS = 300_000;

interface Session {
  readonly credentials: Promise<Identity>;
  readonly leaveAt: number;
}

/**
 * Credentials for the data of the tenant that is worked for at the moment, and of nobody else: a session of the role, tagged
 * with the tenant, from which the role's policy takes what may be reached
 * (docs/adr/0011-a-session-for-each-tenant-and-a-guard-in-the-clients.md). Each is asked for once an hour.
 */
export function tenantCredentials(
  sts: STSClient,
  roleArn: string,
  clock: Pick<Clock, 'now'> = systemClock,
): Credentials {
  const sessions = new Map<Tenant, Session>();

  const begin = (tenant: Tenant, now: number): Session => {
    for (const [other, { leaveAt }] of sessions) if (leaveAt <= now) sessions.delete(other);
    const session = {
      credentials: assume(sts, roleArn, tenant),
      leaveAt: now + SESSION_SECONDS * 1_000 - MARGIN_MS,
    };
    sessions.set(tenant, session);
    // What failed is tried again by the next request.
    session.credentials.catch(() => {
      if (sessions.get(tenant) === session) sessions.delete(tenant);
    });
    return session;
  };

  const provide = async (): Promise<Identity> => {
    const tenant = tenantAtWork();
    const now = clock.now();
    const known = sessions.get(tenant);
    return (known && now < known.leaveAt ? known : begin(tenant, now)).credentials;
  };
  // Otherwise a client keeps the first credentials that it gets, for whoever they are.
  return Object.assign(provide, { memoized: true });
}

async function assume(sts: STSClient, roleArn: string, tenant: Tenant): Promise<Identity> {
  const { Credentials: given } = await sts.send(
    new AssumeRoleCommand({
      RoleArn: roleArn,
      // Shown by CloudTrail beside each request; two characters are the least.
      RoleSessionName: tenant.padEnd(2, '.'),
      DurationSeconds: SESSION_SECONDS,
      Tags: [{ Key: TENANT_TAG, Value: tenant }],
    }),
  );
  return {
    accessKeyId: given?.AccessKeyId ?? '',
    secretAccessKey: given?.SecretAccessKey ?? '',
    sessionToken: given?.SessionToken ?? '',
  };
}
