import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { buildAssembly } from '../infra/build.ts';
import type { SystemOptions } from './options.ts';
import { type LocalRuntime, startRuntime } from './runtime/start.ts';
import { type Simulator, startSimulator } from './simulator/simulator.ts';

/** The deployed system on this machine, with the provider it is connected to. */
export interface LocalSystem {
  readonly runtime: LocalRuntime;
  /** Undefined where a provider was named. */
  readonly simulator: Simulator | undefined;
  readonly complianceApi: string;
  stop(): Promise<void>;
}

/** @param say told what is being done, in words for people */
export async function startSystem(
  options: Omit<SystemOptions, 'port'> & { apiPort?: number },
  say: (line: string) => void,
  onLog: (functionName: string, line: string) => void = () => {},
): Promise<LocalSystem> {
  say('Building the functions and the templates …');
  const { assembly, ms, fresh } = await buildAssembly();
  say(fresh ? `Built in ${(ms / 1_000).toFixed(1)} s.` : 'Already built.');

  const simulator = options.complianceApi ? undefined : await startTenant(options);
  const complianceApi = options.complianceApi ?? simulator?.url ?? '';
  try {
    const runtime = await startRuntime({
      assembly,
      parameters: (issuer) => ({
        ComplianceApiUrl: complianceApi,
        ComplianceApiAllowLoopback: String(new URL(complianceApi).protocol === 'http:'),
        OidcIssuer: issuer.url,
        OidcAudience: issuer.audience,
      }),
      onLog,
      speed: options.speed,
      ...(options.apiPort === undefined ? {} : { port: options.apiPort }),
      ...(options.dataFolder === undefined ? {} : { dataFolder: options.dataFolder }),
    });
    return {
      runtime,
      simulator,
      complianceApi,
      stop: async () => {
        await runtime.stop();
        await simulator?.stop();
      },
    };
  } catch (error) {
    await simulator?.stop();
    throw error;
  }
}

/** With a data folder the same tenant comes back: its history ends where it ended at the first start. */
function startTenant({ dataFolder, world, seed, rate }: Omit<SystemOptions, 'port'>): Promise<Simulator> {
  const tenant = { world, seed, endsAt: Date.now() };
  if (dataFolder) {
    mkdirSync(dataFolder, { recursive: true, mode: 0o700 });
    const file = join(dataFolder, 'simulated-tenant.json');
    if (existsSync(file)) Object.assign(tenant, JSON.parse(readFileSync(file, 'utf8')));
    else writeFileSync(file, JSON.stringify(tenant));
  }
  return startSimulator({ ...tenant, rateLimit: rate });
}
