import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { text as readAll } from 'node:stream/consumers';
import type { AgentAnswer } from '../shared/api/agent.ts';
import type { EventAnswer } from '../shared/api/event.ts';
import type { ScanAnswer } from '../shared/api/scan.ts';
import { SCAN_HELP, type ScanOptions, scanOptions } from './options.ts';
import { ApiProblem, everyItem, type PortalClient, portalClient } from './portal-client.ts';
import { progressLine } from './scan/progress-line.ts';
import { agentTable, findingTable, reasonTable, reconciliation } from './scan/tables.ts';
import { type LocalSystem, startSystem } from './system.ts';

// The main job without a browser: configure, scan, show, export. Exits 0 only if the scan completed.

const INTEGRATION = '/v1/integrations/claude-enterprise';

async function main(): Promise<number> {
  const options = scanOptions(process.argv.slice(2));
  if (!options) {
    console.log(SCAN_HELP);
    return 0;
  }
  const say = options.json ? () => {} : (line: string) => console.log(line);
  const system = await startSystem(options, say);
  try {
    return await scanOnce(system, options, say);
  } finally {
    await system.stop();
  }
}

async function scanOnce(
  system: LocalSystem,
  options: ScanOptions,
  say: (line: string) => void,
): Promise<number> {
  const client = await portalClient(system.runtime, {
    tenant_id: 'local',
    roles: ['admin'],
    sub: 'operator',
    email: 'operator@localhost.test',
  });
  const apiKey = await keyOf(system, options);
  await configure(client, apiKey, options);
  say(`Connected to ${system.complianceApi} with the key that ends in …${apiKey.trim().slice(-4)}.`);

  const { scanId } = await client.call<{ scanId: string }>('POST', `${INTEGRATION}/scans`);
  const scan = await follow(client, scanId, options.json);
  const agents = await Array.fromAsync(everyItem<AgentAnswer>(client, '/v1/agents'));
  const events = await Array.fromAsync(everyItem<EventAnswer>(client, `/v1/events?scanId=${scanId}`));

  if (options.json) console.log(JSON.stringify({ scan, agents, events }, null, 2));
  else showResult(scan, agents, events);
  if (options.out) {
    await writeExports(client, scan, options.out);
    say(`\nWritten to ${options.out}: agents.csv, events.ndjson, completeness.json`);
  }
  return scan.status === 'completed' ? 0 : 1;
}

async function keyOf({ simulator }: LocalSystem, { keyFromStdin }: ScanOptions): Promise<string> {
  if (keyFromStdin) return readAll(process.stdin);
  if (simulator) return simulator.keys.parent;
  throw new Error('A provider of your own needs a key: give it on standard input with --key-stdin.');
}

/** With a data folder the integration may be there from an earlier run; then it goes on. */
async function configure(client: PortalClient, apiKey: string, options: ScanOptions): Promise<void> {
  const { lookbackDays, requestShare } = options;
  try {
    await client.call('POST', INTEGRATION, { apiKey, lookbackDays, requestShare });
  } catch (error) {
    if (!(error instanceof ApiProblem) || error.code !== 'ALREADY_CONFIGURED') throw error;
  }
}

async function follow(client: PortalClient, scanId: string, quiet: boolean): Promise<ScanAnswer> {
  const line = progressLine(quiet ? undefined : process.stdout);
  for (;;) {
    const scan = await client.call<ScanAnswer>('GET', `${INTEGRATION}/scans/${scanId}`);
    line.show(scan);
    if (scan.status !== 'scanning') {
      line.end();
      return scan;
    }
    await new Promise((resolve) => setTimeout(resolve, 250));
  }
}

function showResult(scan: ScanAnswer, agents: readonly AgentAnswer[], events: readonly EventAnswer[]): void {
  console.log(`\nAgents by type and usage (${agents.length})\n${agentTable(agents)}`);
  console.log(`\nFindings by data type\n${findingTable(events)}`);
  console.log(`\nSkipped and failed items by reason\n${reasonTable(scan)}`);
  const { activities, chats, requests, rateLimitWaitSeconds } = scan.counts;
  console.log(
    `\n${activities} activities and ${chats} chats read in ${requests} requests; ` +
      `calls waited ${rateLimitWaitSeconds} s in all for the rate limit.`,
  );
  for (const gap of scan.completeness?.gaps ?? []) console.log(`Gap: ${gap}`);
  if (scan.error) console.log(`The scan ${scan.status}: ${scan.error.message}`);
  console.log(`${reconciliation(scan)}\nResult: ${scan.status}`);
}

async function writeExports(client: PortalClient, scan: ScanAnswer, folder: string): Promise<void> {
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, 'agents.csv'), await client.text('/v1/agents/export', 'text/csv'));
  writeFileSync(
    join(folder, 'events.ndjson'),
    await client.text(`/v1/events/export?scanId=${scan.scanId}`, 'application/x-ndjson'),
  );
  writeFileSync(join(folder, 'completeness.json'), `${JSON.stringify(scan.completeness, null, 2)}\n`);
}

try {
  process.exitCode = await main();
} catch (error) {
  console.error(
    error instanceof ApiProblem ? `${error.code}: ${error.message}` : String((error as Error).message),
  );
  process.exitCode = 1;
}
