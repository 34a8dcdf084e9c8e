import { forEachConcurrently } from '../../shared/concurrency.ts';
import type { Organization } from '../../shared/domain/integration.ts';
import { lowerBound, upperBound } from '../../shared/domain/window.ts';
import type { DirectoryUser } from '../../shared/ports/agent-store.ts';
import type { ScanProgress } from '../../shared/ports/scan-store.ts';
import { evidenceOf, type ScanWork, withEvidence } from './scan-work.ts';

/**
 * Reads organizations and their users, and marks people who are in no list any more. The provider's clock, seen in the
 * answers, gives the scan its window.
 */
export async function readDirectory(work: ScanWork): Promise<ScanProgress> {
  const { deps, scan, integration, provider } = work;
  const evidence = { ...evidenceOf(scan, 'directory'), pages: 0, items: 0 };
  const organizations: Organization[] = [];
  let providerTime: number | null = null;
  for await (const page of provider.organizations()) {
    organizations.push(...page.items.map(({ uuid, name }) => ({ uuid, name })));
    providerTime ??= page.providerTime;
    evidence.pages += 1;
    evidence.requestId = page.requestId;
  }

  const listed = new Map<string, DirectoryUser>();
  await forEachConcurrently(organizations, deps.limits.concurrency, async ({ uuid }) => {
    for await (const page of provider.users(uuid)) {
      for (const user of page.items) {
        const known = listed.get(user.id);
        listed.set(user.id, {
          userId: user.id,
          email: user.email,
          name: user.fullName,
          active: true,
          organizations: [...(known?.organizations ?? []), uuid].sort(),
        });
      }
      evidence.pages += 1;
      evidence.requestId = page.requestId;
    }
  });
  await saveChangedUsers(work, listed);
  if (JSON.stringify(organizations) !== JSON.stringify(integration.organizations)) {
    await deps.integrations.update(scan.tenant, scan.generation, { organizations });
  }

  work.counts.users = listed.size;
  const to = upperBound(providerTime ?? deps.clock.now());
  const readUpTo = integration.position ? Date.parse(integration.position.readUpTo) : null;
  const next = lowerBound(readUpTo, integration.lookbackDays, to);
  const from = scan.window.from ? Math.min(next, Date.parse(scan.window.from)) : next;
  return {
    phase: 'activities',
    phasePosition: {},
    window: { from: new Date(from).toISOString(), to: new Date(to).toISOString() },
    evidence: withEvidence(scan, { ...evidence, items: listed.size }),
  };
}

/** Writes only what is new or different, and those who left. */
async function saveChangedUsers(
  { deps, scan }: ScanWork,
  listed: ReadonlyMap<string, DirectoryUser>,
): Promise<void> {
  const unchanged = new Set<string>();
  const changes: DirectoryUser[] = [];
  for await (const known of deps.agents.users(scan.tenant)) {
    const now = listed.get(known.userId);
    if (!now && known.active) changes.push({ ...known, active: false });
    if (now && sameUser(now, known)) unchanged.add(known.userId);
  }
  for (const user of listed.values()) if (!unchanged.has(user.userId)) changes.push(user);
  if (changes.length > 0) await deps.agents.saveUsers(scan.tenant, changes);
}

const sameUser = (a: DirectoryUser, b: DirectoryUser): boolean =>
  a.email === b.email &&
  a.name === b.name &&
  a.active === b.active &&
  a.organizations.join() === b.organizations.join();
