import type { PolicyStore } from '../../../shared/ports/policy-store.ts';
import { type MemoryState, rowKey, write } from './state.ts';

export function memoryPolicyStore(state: MemoryState): PolicyStore {
  return {
    inForce: async (tenant) => state.policies.get(rowKey(tenant))?.value,

    find: async (tenant, version) => state.policyVersions.get(rowKey(tenant, version))?.value,

    save: async (tenant, inForce, stored, expected) => {
      if ((state.policies.get(rowKey(tenant))?.value.version ?? null) !== expected) return 'changed';
      write(state, state.policies, rowKey(tenant), inForce);
      write(state, state.policyVersions, rowKey(tenant, inForce.version), stored);
      return 'stored';
    },
  };
}
