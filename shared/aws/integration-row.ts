import { type Integration, NOTHING_COVERED } from '../domain/integration.ts';
import { integrationKey, type RowKey } from './keys.ts';
import type { Row } from './writes.ts';

/** An integration as stored. `currentScanId` is the scan lock: absent while no scan runs, so that conditions stay plain. */
export function integrationRow({ currentScanId, ...integration }: Integration): Row & RowKey {
  return { ...integrationKey(integration.tenant), ...integration, ...(currentScanId && { currentScanId }) };
}

export function integrationOf(row: Row): Integration {
  const stored = row as unknown as Omit<Integration, 'currentScanId'> & { currentScanId?: string };
  return {
    tenant: stored.tenant,
    status: stored.status,
    statusReason: stored.statusReason,
    generation: stored.generation,
    keyHint: stored.keyHint,
    secretId: stored.secretId,
    configuredAt: stored.configuredAt,
    configuredBy: stored.configuredBy,
    organizations: stored.organizations,
    frequency: stored.frequency,
    scheduledFrom: stored.scheduledFrom,
    // The first versions had fewer kinds of content: what they did not ask for stays off.
    coverage: { ...NOTHING_COVERED, ...stored.coverage },
    lookbackDays: stored.lookbackDays,
    requestShare: stored.requestShare,
    // Integrations of the first versions have none.
    budget: stored.budget ?? null,
    currentScanId: stored.currentScanId ?? null,
    lastScan: stored.lastScan,
    position: stored.position,
    erasing: stored.erasing,
  };
}
