import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useApi } from '../sign-in/SessionContext.ts';
import type { AgentDetail, EstimateAnswer, EventAnswer, IntegrationCard, ScanAnswer } from './types.ts';

const INTEGRATION = '/integrations/claude-enterprise';
export const SCANS = `${INTEGRATION}/scans`;

/** Milliseconds between looks at something that is under way, and at something that rests. */
export const POLL = { running: 1_500, resting: 30_000 } as const;

const cardKey = ['integration'];
const scanKey = (scanId: string) => ['scan', scanId];

/** The integration card, followed closely while it scans. */
export function useCard() {
  const api = useApi();
  return useQuery({
    queryKey: cardKey,
    queryFn: ({ signal }) => api.read<IntegrationCard>(INTEGRATION, {}, signal),
    refetchInterval: ({ state }) => (state.data?.scanning ? POLL.running : POLL.resting),
  });
}

/** One scan, followed until it has ended. */
export function useScan(scanId: string) {
  const api = useApi();
  return useQuery({
    queryKey: scanKey(scanId),
    queryFn: ({ signal }) => api.read<ScanAnswer>(`${SCANS}/${encodeURIComponent(scanId)}`, {}, signal),
    refetchInterval: ({ state }) => (state.data?.status === 'scanning' ? POLL.running : false),
  });
}

export function useAgent(agentId: string) {
  const api = useApi();
  return useQuery({
    queryKey: ['agent', agentId],
    queryFn: ({ signal }) => api.read<AgentDetail>(`/agents/${encodeURIComponent(agentId)}`, {}, signal),
  });
}

export function useEvent(eventId: string) {
  const api = useApi();
  return useQuery({
    queryKey: ['event', eventId],
    queryFn: ({ signal }) => api.read<EventAnswer>(`/events/${encodeURIComponent(eventId)}`, {}, signal),
  });
}

/** Samples of an event's findings. Kept by nobody: they are asked for each time, and each time it is recorded. */
export function useReveal(eventId: string) {
  const api = useApi();
  return useMutation({
    mutationFn: () => api.change<EventAnswer>('POST', `/events/${encodeURIComponent(eventId)}/reveal`),
  });
}

/** Moves an event to another state. */
export function useTriage(eventId: string) {
  const api = useApi();
  const client = useQueryClient();
  return useMutation({
    mutationFn: (body: { state: EventAnswer['state']; note?: string }) =>
      api.change<EventAnswer>('PATCH', `/events/${encodeURIComponent(eventId)}`, body),
    onSuccess(event) {
      client.setQueryData(['event', eventId], event);
      return Promise.all([
        client.invalidateQueries({ queryKey: ['list'] }),
        client.invalidateQueries({ queryKey: ['overview'] }),
      ]);
    },
  });
}

export interface Configuration {
  readonly apiKey: string;
  readonly lookbackDays: number;
  readonly coverage: IntegrationCard['coverage'];
  readonly requestShare: number;
}

/** What changes the integration. Afterwards the card is what the API answered, or is read again. */
export function useIntegrationChange() {
  const api = useApi();
  const client = useQueryClient();
  const showCard = (card: IntegrationCard) => client.setQueryData(cardKey, card);
  const readAgain = () =>
    Promise.all([
      client.invalidateQueries({ queryKey: cardKey }),
      client.invalidateQueries({ queryKey: ['list'] }),
      client.invalidateQueries({ queryKey: ['scan'] }),
      client.invalidateQueries({ queryKey: ['overview'] }),
    ]);
  return {
    configure: useMutation({
      mutationFn: (body: Configuration) => api.change<IntegrationCard>('POST', INTEGRATION, body),
      onSuccess: showCard,
      // The key stays nowhere, not even among what this page has done.
      gcTime: 0,
    }),
    estimate: useMutation({
      mutationFn: (body: Configuration) =>
        api.change<EstimateAnswer>('POST', `${INTEGRATION}/estimate`, body),
      gcTime: 0,
    }),
    remove: useMutation({
      mutationFn: (purge: boolean) =>
        api.change<void>('DELETE', INTEGRATION, undefined, { purge: String(purge) }),
      onSuccess: readAgain,
    }),
    scanNow: useMutation({
      mutationFn: () => api.change<{ scanId: string }>('POST', SCANS, {}),
      onSettled: readAgain,
    }),
    cancelScan: useMutation({
      mutationFn: (scanId: string) => api.change('DELETE', `${SCANS}/${encodeURIComponent(scanId)}`),
      onSettled: readAgain,
    }),
    schedule: useMutation({
      mutationFn: (frequency: IntegrationCard['schedule']['frequency']) =>
        api.change<IntegrationCard>('PUT', `${INTEGRATION}/schedule`, { frequency }),
      onSuccess: showCard,
    }),
    coverage: useMutation({
      mutationFn: (coverage: IntegrationCard['coverage']) =>
        api.change<IntegrationCard>('PUT', `${INTEGRATION}/coverage`, coverage),
      onSuccess: showCard,
    }),
  };
}
