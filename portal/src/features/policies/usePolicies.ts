import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import type { PolicyAnswer, PolicyEdit, TryAnswer, TryBody } from '../../api/types.ts';
import { useApi } from '../../sign-in/SessionContext.ts';
import { editOf } from './policy.ts';

const key = ['policies'];

export function usePolicies() {
  const api = useApi();
  return useQuery({
    queryKey: key,
    queryFn: ({ signal }) => api.read<PolicyAnswer>('/policies', {}, signal),
  });
}

export interface Draft {
  /** The policy as it would be saved. */
  readonly policy: PolicyEdit;
  readonly changed: boolean;
  change(policy: PolicyEdit): void;
  discard(): void;
}

/** Changes that are not saved yet. */
export function useDraft(answer: PolicyAnswer): Draft {
  const [draft, setDraft] = useState<PolicyEdit | null>(null);
  return {
    policy: draft ?? editOf(answer),
    changed: draft !== null,
    change: setDraft,
    discard: () => setDraft(null),
  };
}

export function useSavePolicy() {
  const api = useApi();
  const client = useQueryClient();
  return useMutation({
    mutationFn: (body: { version: string; policy: PolicyEdit; reinspect: boolean }) =>
      api.change<PolicyAnswer>('PUT', '/policies', body),
    onSuccess: (answer) => client.setQueryData(key, answer),
    // Values to exclude or to look for stay nowhere here.
    gcTime: 0,
  });
}

export function useTryPolicy() {
  const api = useApi();
  return useMutation({
    mutationFn: (body: TryBody) => api.change<TryAnswer>('POST', '/policies/try', body),
    gcTime: 0,
  });
}
