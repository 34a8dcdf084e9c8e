import type * as z from 'zod/mini';
import { cardOf, type configureBody, type IntegrationCard } from '../../shared/api/integration.ts';
import { type Integration, type Organization, sameOrganizations } from '../../shared/domain/integration.ts';
import { AppError } from '../../shared/errors.ts';
import type { FactBus } from '../../shared/ports/fact-bus.ts';
import type { IntegrationStore } from '../../shared/ports/integration-store.ts';
import type { KeyVault } from '../../shared/ports/key-vault.ts';
import { type AuditDeps, audited } from '../../shared/runtime/audited.ts';
import type { Caller } from '../../shared/runtime/caller.ts';
import { tell } from '../../shared/runtime/tell.ts';
import { removeAbandonedKey } from '../../shared/scans/abandoned-key.ts';
import { accessKeyFrom } from './key-format.ts';
import type { Reach } from './probe-key.ts';
import { refusalOf } from './refusal.ts';

export interface ConfigureIntegrationDeps extends AuditDeps {
  readonly integrations: IntegrationStore;
  readonly vault: KeyVault;
  readonly facts: FactBus;
  /** Asks the provider what the key reaches. Rejects with the AppErrors of shared/compliance-api. */
  probe(apiKey: string, signal: AbortSignal): Promise<Reach>;
}

export type Configuration = z.output<typeof configureBody>;

/**
 * Connects a tenant: the key is checked for form, for authenticity and for each scope before anything is stored.
 * @throws AppError INVALID_KEY_FORMAT, WRONG_KEY_TYPE, KEY_REJECTED, MISSING_SCOPES, COMPLIANCE_API_DISABLED,
 *   PROVIDER_UNAVAILABLE, ALREADY_CONFIGURED, STILL_ERASING. After each of them nothing is stored.
 */
export async function configureIntegration(
  deps: ConfigureIntegrationDeps,
  caller: Pick<Caller, 'tenant' | 'actor'>,
  configuration: Configuration,
  signal: AbortSignal,
): Promise<IntegrationCard> {
  const integration = await audited(
    deps,
    caller,
    'configure',
    () => connect(deps, caller, configuration, signal),
    ({ keyHint, lookbackDays, coverage }) => ({ keyHint, lookbackDays, files: coverage.files }),
  );
  const { tenant, organizations, configuredAt } = integration;
  await tell(deps, {
    type: 'IntegrationActivated',
    detail: { tenant, organizations: organizations.length, at: configuredAt },
  });
  return cardOf(integration, deps.clock.now());
}

async function connect(
  deps: ConfigureIntegrationDeps,
  caller: Pick<Caller, 'tenant' | 'actor'>,
  configuration: Configuration,
  signal: AbortSignal,
): Promise<Integration> {
  const apiKey = accessKeyFrom(configuration.apiKey);
  const before = await deps.integrations.find(caller.tenant);
  if (before && before.status !== 'not_configured') throw alreadyConfigured();
  if (before?.erasing) throw stillErasing();
  const { organizations } = await deps.probe(apiKey, signal).catch((error: unknown) => {
    throw refusalOf(error);
  });
  const cleared = before && (await removeAbandonedKey(deps, before));
  if (cleared === 'changed') throw alreadyConfigured();
  const integration = integrationFrom(caller, configuration, organizations, cleared, deps.clock.now());
  return store(deps, { ...integration, keyHint: apiKey.slice(-4) }, apiKey, cleared);
}

/**
 * The record names the key before the vault has it, and becomes active after: wherever this breaks off, no key is left
 * that no record names, and no integration is active without its key.
 */
async function store(
  deps: ConfigureIntegrationDeps,
  integration: Integration,
  apiKey: string,
  before: Integration | undefined,
): Promise<Integration> {
  const { tenant, generation } = integration;
  const secretId = deps.vault.newId(tenant);
  const kept = before ?? { ...integration, keyHint: null, organizations: [] };
  await write(deps, { ...kept, status: 'not_configured', generation, secretId }, before?.generation ?? 0);
  await deps.vault.put(tenant, apiKey, secretId);
  const active = { ...integration, secretId };
  try {
    await write(deps, active, generation);
  } catch (error) {
    if (isTaken(error)) await deps.vault.remove(secretId);
    throw error;
  }
  return active;
}

/** @throws AppError ALREADY_CONFIGURED where somebody else was faster. */
async function write(
  { integrations }: ConfigureIntegrationDeps,
  integration: Integration,
  expected: number,
): Promise<void> {
  let outcome: 'stored' | 'changed';
  try {
    outcome = await integrations.configure(integration, expected);
  } catch (error) {
    // The write can have happened although its answer was lost.
    const current = await integrations.find(integration.tenant).catch(() => undefined);
    const isWritten = current?.secretId === integration.secretId && current?.status === integration.status;
    if (!isWritten) throw error;
    return;
  }
  if (outcome === 'changed') throw alreadyConfigured();
}

const isTaken = (error: unknown): boolean => error instanceof AppError && error.code === 'ALREADY_CONFIGURED';

/** Goes on where a deleted integration stopped, if the key reaches the same tenant of the provider. */
function integrationFrom(
  { tenant, actor }: Pick<Caller, 'tenant' | 'actor'>,
  { lookbackDays, coverage, requestShare, budget }: Configuration,
  organizations: readonly Organization[],
  before: Integration | undefined,
  now: number,
): Integration {
  const known = before && sameOrganizations(before.organizations, organizations) ? before : undefined;
  return {
    tenant,
    status: 'active',
    statusReason: null,
    generation: (before?.generation ?? 0) + 1,
    keyHint: null,
    secretId: null,
    configuredAt: new Date(now).toISOString(),
    configuredBy: actor,
    organizations,
    frequency: 'off',
    scheduledFrom: null,
    coverage,
    lookbackDays,
    requestShare,
    budget,
    currentScanId: null,
    lastScan: known?.lastScan ?? null,
    position: known?.position ?? null,
    erasing: false,
  };
}

const stillErasing = () =>
  new AppError(
    'conflict',
    'STILL_ERASING',
    'What was kept of the integration before is still being erased. Try again in a minute.',
  );

const alreadyConfigured = () =>
  new AppError(
    'conflict',
    'ALREADY_CONFIGURED',
    'There is a key already. Delete the integration to use another one.',
  );
