import { type Route, routes } from '../../shared/api/routes.ts';
import { apiEvent } from '../functions/request.ts';
import type { FunctionName } from './functions.ts';
import type { Platform } from './platform.ts';
import type { TenantWorld } from './provider/world.ts';
import type { Timeline } from './timeline.ts';

export interface Answered {
  /** 0: there was no answer, as when the function crashed. */
  readonly status: number;
  readonly body: Readonly<Record<string, unknown>>;
}

/** A person at the portal of one tenant: sends requests, waits, and tries again like people do. */
export interface Operator {
  ask(name: FunctionName, route: Route, sent?: Sent): Promise<Answered>;
  wait(ms: number): Promise<void>;
  configure(apiKey: string, world: Pick<TenantWorld, 'lookbackDays' | 'coverage'>): Promise<void>;
  scanNow(): Promise<Answered>;
  cancel(scanId: string): Promise<Answered>;
  remove(purge: boolean): Promise<void>;
  schedule(frequency: 'daily' | 'off'): Promise<void>;
}

interface Sent {
  readonly path?: Readonly<Record<string, string>>;
  readonly query?: Readonly<Record<string, string>>;
  readonly body?: unknown;
}

export function operatorOf(tenant: string, platform: Platform, timeline: Timeline): Operator {
  const claims = { sub: `${tenant}-admin`, tenant_id: tenant, roles: ['admin'] };
  const ask: Operator['ask'] = (name, route, sent = {}) =>
    new Promise((resolve) => {
      platform.invoke(name, apiEvent(route, { ...sent, claims }), [tenant], (ended) => {
        const { statusCode = 0, body = '{}' } = (ended.ok ? ended.value : {}) as {
          statusCode?: number;
          body?: string;
        };
        resolve({ status: statusCode, body: body === '' ? {} : JSON.parse(body) });
      });
    });
  const wait = (ms: number) =>
    new Promise<void>((resolve) => void timeline.at(timeline.now() + ms, null, resolve));

  /** Again until the answer has one of these statuses or codes: what was asked for is then so, whoever did it. */
  async function insist(
    ends: readonly (number | string)[],
    attempt: () => Promise<Answered>,
  ): Promise<Answered> {
    for (let tries = 1; ; tries += 1) {
      const answered = await attempt();
      if (ends.includes(answered.status) || ends.includes(String(answered.body.code))) return answered;
      if (tries === 200) throw new Error(`No success for ${tenant}: ${JSON.stringify(answered)}`);
      // A purge that died comes again after half an hour, and again.
      await wait(tries < 20 ? 15_000 : 120_000);
    }
  }

  return {
    ask,
    wait,
    configure: async (apiKey, { lookbackDays, coverage }) => {
      await insist([201, 'ALREADY_CONFIGURED'], () =>
        ask('configure-integration', routes.configureIntegration, {
          body: { apiKey, lookbackDays, requestShare: 0.8, coverage },
        }),
      );
    },
    scanNow: () => insist([202, 404, 409], () => ask('scan-now', routes.scanNow)),
    cancel: (scanId) =>
      insist([202, 404, 409], () => ask('cancel-scan', routes.cancelScan, { path: { scanId } })),
    remove: async (purge) => {
      await insist([204, 404], () =>
        ask('delete-integration', routes.deleteIntegration, { query: { purge: String(purge) } }),
      );
    },
    schedule: async (frequency) => {
      await insist([200, 404, 409], () => ask('set-schedule', routes.setSchedule, { body: { frequency } }));
    },
  };
}
