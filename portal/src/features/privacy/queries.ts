import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type { Afterwards } from '../../../../shared/domain/purge.ts';
import type { Retention } from '../../../../shared/domain/retention.ts';
import { POLL } from '../../api/queries.ts';
import type { ListAnswer, NoticesAnswer, PurgeAnswer, RetentionAnswer } from '../../api/types.ts';
import { useApi } from '../../sign-in/SessionContext.ts';

const RETENTION = '/privacy/retention';
const PURGES = '/privacy/purges';
const NOTICES = '/notices';

export function useRetention() {
  const api = useApi();
  return useQuery({
    queryKey: ['retention'],
    queryFn: ({ signal }) => api.read<RetentionAnswer>(RETENTION, {}, signal),
  });
}

export function useSaveRetention() {
  const api = useApi();
  const client = useQueryClient();
  return useMutation({
    mutationFn: (retention: Retention) => api.change<RetentionAnswer>('PUT', RETENTION, retention),
    onSuccess: (inForce) => client.setQueryData(['retention'], inForce),
  });
}

export function useNoticeTopics() {
  const api = useApi();
  return useQuery({
    queryKey: ['notices'],
    queryFn: ({ signal }) => api.read<NoticesAnswer>(NOTICES, {}, signal),
  });
}

export function useSaveNoticeTopics() {
  const api = useApi();
  const client = useQueryClient();
  return useMutation({
    mutationFn: (targets: NoticesAnswer['targets']) => api.change<NoticesAnswer>('PUT', NOTICES, { targets }),
    onSuccess: (settings) => client.setQueryData(['notices'], settings),
  });
}

/** The latest purges, followed while one runs. */
export function usePurges() {
  const api = useApi();
  return useQuery({
    queryKey: ['purges'],
    queryFn: ({ signal }) => api.read<ListAnswer<PurgeAnswer>>(PURGES, {}, signal),
    refetchInterval: ({ state }) =>
      state.data?.items.some(({ status }) => status === 'running') ? POLL.running : POLL.resting,
  });
}

export function usePurgePerson() {
  const api = useApi();
  const client = useQueryClient();
  return useMutation({
    mutationFn: (body: { userId: string; afterwards: Afterwards }) =>
      api.change<PurgeAnswer>('POST', PURGES, body),
    onSuccess: () => client.invalidateQueries({ queryKey: ['purges'] }),
  });
}
