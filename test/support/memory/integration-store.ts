import { isOpen } from '../../../shared/domain/scan.ts';
import type { IntegrationStore } from '../../../shared/ports/integration-store.ts';
import { type MemoryState, rowKey, write } from './state.ts';

export function memoryIntegrationStore(state: MemoryState): IntegrationStore {
  const find = (tenant: string) => state.integrations.get(rowKey(tenant))?.value;
  const store = (tenant: string, value: NonNullable<ReturnType<typeof find>>) =>
    write(state, state.integrations, rowKey(tenant), value);

  return {
    find: async (tenant) => find(tenant),

    configure: async (integration, expected) => {
      const row = find(integration.tenant);
      const replaceable = row
        ? row.generation === expected && row.status === 'not_configured' && !row.erasing
        : expected === 0;
      if (!replaceable) return 'changed';
      store(integration.tenant, integration);
      return 'stored';
    },

    update: async (tenant, generation, changes) => {
      const row = find(tenant);
      if (row?.generation !== generation || row.status === 'not_configured') return 'changed';
      store(tenant, { ...row, ...changes });
      return 'stored';
    },

    remove: async (tenant, generation, at) => {
      const row = find(tenant);
      if (row?.generation !== generation || row.status === 'not_configured') return 'changed';
      const scanKey = rowKey(tenant, row.currentScanId ?? '');
      const scan = state.scans.get(scanKey)?.value;
      if (scan && isOpen(scan))
        write(state, state.scans, scanKey, { ...scan, status: 'cancelled', endedAt: at });
      store(tenant, {
        ...row,
        status: 'not_configured',
        statusReason: null,
        generation: generation + 1,
        keyHint: null,
        secretId: null,
        frequency: 'off',
        scheduledFrom: null,
        currentScanId: null,
      });
      return 'removed';
    },

    forget: async (tenant, generation) => {
      const row = find(tenant);
      if (row?.generation !== generation || row.status !== 'not_configured') return 'changed';
      store(tenant, { ...row, position: null, erasing: true });
      return 'forgotten';
    },

    erased: async (tenant, generation) => {
      const row = find(tenant);
      if (row?.generation !== generation || row.status !== 'not_configured') return 'changed';
      const nothing = {
        organizations: [],
        position: null,
        lastScan: null,
        configuredBy: null,
        erasing: false,
        generation: generation + 1,
      };
      store(tenant, { ...row, ...nothing });
      return 'erased';
    },
  };
}
