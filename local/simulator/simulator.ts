import type { AddressInfo } from 'node:net';
import { type Behaviour, DEFAULT_BEHAVIOUR } from './behaviour.ts';
import { createControl } from './control.ts';
import { createFaults, type Fault, type Faults } from './faults.ts';
import { createKeys, type KeySecrets } from './keys.ts';
import { type LoggedRequest, requestLog } from './request-log.ts';
import { createSimulatorServer } from './server.ts';
import { createTenant, type Tenant } from './tenant.ts';
import { type Truth, truthFor } from './truth.ts';
import { canaryWord } from './world/documents/plan.ts';
import type { WorldName } from './world/sizes.ts';
import { createWorld, type World } from './world/world.ts';

export interface SimulatorOptions {
  /** A size, or a world that exists already. `small` unless told otherwise. */
  readonly world?: WorldName | World;
  /** 1 unless told otherwise. */
  readonly seed?: number;
  /** Where the world's history ends, epoch milliseconds; the clock's time at the start unless told otherwise. */
  readonly endsAt?: number;
  /** The clock, epoch milliseconds. What is later than it has not happened yet. */
  readonly now?: () => number;
  /** Requests per minute and parent; `Infinity` sends the headers and never refuses. 600 unless told otherwise. */
  readonly rateLimit?: number;
  readonly behaviour?: Partial<Behaviour>;
  readonly faults?: readonly Fault[];
  /** Port on 127.0.0.1; a free one unless told otherwise. */
  readonly port?: number;
  /** Secret of the parent key, instead of one made from the seed. */
  readonly key?: string;
  /** Size of the one file that no limit lets through, in bytes. 101 MB unless told otherwise. */
  readonly oversizeBytes?: number;
}

export interface Simulator {
  /** `http://127.0.0.1:<port>`, without a slash at the end. */
  readonly url: string;
  readonly keys: KeySecrets;
  readonly world: World;
  /** The second, tiny tenant: other organizations, other people. */
  readonly otherWorld: World;
  /** Words that must appear in nothing that a scan writes: in the parent key, and in one document. */
  readonly canaries: { readonly key: string; readonly document: string };
  readonly faults: Faults;
  /** What a correct scan of `[from, to)` finds, epoch milliseconds, as of the clock. */
  truth(from: number, to: number): Truth;
  /** Calls so far, without credentials. */
  requests(): readonly LoggedRequest[];
  /** Deactivates a key by its name. */
  revoke(key: keyof KeySecrets): void;
  /** Switches the Compliance API of the main tenant on or off. */
  setEnabled(enabled: boolean): void;
  stop(): Promise<void>;
}

/** Starts the simulated tenant on a port of 127.0.0.1. */
export async function startSimulator(options: SimulatorOptions = {}): Promise<Simulator> {
  const now = options.now ?? Date.now;
  const behaviour = { ...DEFAULT_BEHAVIOUR, ...options.behaviour };
  const world = worldOf(options, now());
  const otherWorld = createWorld({ name: 'tiny', seed: world.seed + 1, endsAt: world.endsAt * 1000 });
  const keys = createKeys(world, otherWorld, options.key);
  const perMinute = options.rateLimit ?? 600;
  const tenants = new Map<World, Tenant>(
    [world, otherWorld].map((each) => [each, createTenant(each, behaviour, perMinute)]),
  );
  const faults = createFaults();
  for (const fault of options.faults ?? []) faults.add(fault);
  const requests = requestLog();
  const truth = (from: number, to: number) => truthFor(world, from, to, now());
  const revoke = (name: string) => {
    const key = keys.byName(name);
    if (key) key.active = false;
    return key !== undefined;
  };
  const setEnabled = (enabled: boolean) => {
    tenants.get(world)!.enabled = enabled;
  };
  let requestNumber = 0;
  const server = createSimulatorServer({
    keys,
    behaviour,
    faults,
    requests,
    now,
    tenantOf: (key) => tenants.get(key.world)!,
    nextRequestId: () => world.ids.tagged('request', requestNumber++),
    control: createControl({ world, keys, faults, requests, truth, revoke, setEnabled, now }),
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(options.port ?? 0, '127.0.0.1', resolve);
  });
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    keys: keys.secrets,
    world,
    otherWorld,
    canaries: { key: keys.canary, document: canaryWord(world.seed) },
    faults,
    truth,
    requests: requests.all,
    revoke: (name) => void revoke(name),
    setEnabled,
    stop: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

function worldOf(options: SimulatorOptions, now: number): World {
  if (typeof options.world === 'object') return options.world;
  return createWorld({
    name: options.world ?? 'small',
    seed: options.seed ?? 1,
    endsAt: options.endsAt ?? now,
    ...(options.oversizeBytes === undefined ? {} : { oversizeBytes: options.oversizeBytes }),
  });
}
