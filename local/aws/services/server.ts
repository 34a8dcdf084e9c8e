import { unknownOperation } from '../fault.ts';
import type { Access } from '../iam/access.ts';
import type { Ask } from '../iam/policy.ts';
import type { JsonObject } from '../json.ts';
import { type JsonRequest, serveJson } from '../json-server.ts';
import { type RequestCounts, requestCounts } from '../request-counts.ts';
import { asksOfBuses, asksOfKeys, asksOfSchedules, asksOfSecrets } from './access.ts';
import { type Clock, clockAt } from './clock.ts';
import type { Deliver } from './delivery.ts';
import { openDocuments } from './documents.ts';
import { type EventBus, eventBus } from './event-bus.ts';
import { type KeyMaterial, keyManagement } from './key-management.ts';
import type { Schedule } from './schedule.ts';
import { type Scheduler, scheduler } from './scheduler.ts';
import type { Secret } from './secret.ts';
import { type SecretStore, secretStore } from './secrets.ts';

export interface ServicesOptions {
  /** SQLite file, readable by its owner only; in memory if not given. */
  file?: string;
  port?: number;
  counts?: RequestCounts;
  /** Who may do what; everybody everything if not given. */
  access?: Access;
  /** The time by which schedules run; real time if not given. */
  clock?: Clock;
  /** Where rules and schedules send their events; nowhere if not given. */
  deliver?: Deliver;
}

export interface ServicesServer {
  url: string;
  port: number;
  secrets: SecretStore;
  events: EventBus;
  schedules: Scheduler;
  stop(): Promise<void>;
}

const SCHEDULER_OPERATIONS: Record<string, string> = {
  POST: 'CreateSchedule',
  PUT: 'UpdateSchedule',
  GET: 'GetSchedule',
  DELETE: 'DeleteSchedule',
};

/** Secrets Manager, KMS, EventBridge and EventBridge Scheduler behind one address, told apart by their requests. */
export async function startServices(options: ServicesOptions = {}): Promise<ServicesServer> {
  const documents = openDocuments(options.file);
  const clock = options.clock ?? clockAt();
  const deliver = options.deliver ?? (() => {});
  const counts = options.counts ?? requestCounts();
  const secrets = secretStore(documents.collection<Secret>('secret'));
  const keys = keyManagement(documents.collection<KeyMaterial>('key'));
  const events = eventBus(clock, deliver);
  const schedules = scheduler(documents.collection<Schedule>('schedule'), clock, deliver);

  const handle = (request: JsonRequest): JsonObject => {
    const { target, operation, method, url, input, signer } = request;
    const check = (asks: () => Ask[]): void => options.access?.check(signer, asks);
    if (target === 'secretsmanager') {
      counts.add('secretsmanager', operation);
      check(() => asksOfSecrets(operation, input));
      return secrets.handle(operation, input);
    }
    if (target === 'TrentService') {
      counts.add('kms', operation);
      check(() => asksOfKeys(operation, input));
      return keys.handle(operation, input);
    }
    if (target === 'AWSEvents') {
      counts.add('events', operation);
      check(() => asksOfBuses(operation, input));
      return events.handle(operation, input);
    }
    if (target) throw unknownOperation(`${target}.${operation}`);
    const asked = url.pathname === '/schedules' ? 'ListSchedules' : (SCHEDULER_OPERATIONS[method] ?? method);
    counts.add('scheduler', asked);
    check(() => asksOfSchedules(asked, request));
    return schedules.handle(method, url, input);
  };
  const server = await serveJson({
    contentType: 'application/x-amz-json-1.1',
    handle,
    ...(options.port === undefined ? {} : { port: options.port }),
  });
  return {
    url: server.url,
    port: server.port,
    secrets,
    events,
    schedules,
    async stop() {
      schedules.stop();
      events.stop();
      await server.stop();
      documents.close();
    },
  };
}
