import type { IncomingMessage, ServerResponse } from 'node:http';
import { type ListeningServer, listen } from './aws/http-server.ts';
import { frontHandler } from './front.ts';
import { START_HELP, type SystemOptions, startOptions } from './options.ts';
import { portalHandler } from './portal/serve.ts';
import { LOCAL_USERS } from './runtime/sign-in/users.ts';
import { type LocalSystem, startSystem } from './system.ts';

// `npm start`: the whole system on one machine.

const DEFAULT_PORT = 4780;

async function main(): Promise<void> {
  const options = startOptions(process.argv.slice(2));
  if (!options) return console.log(START_HELP);
  const began = performance.now();
  let system: LocalSystem | undefined;
  let page: (request: IncomingMessage, response: ServerResponse) => unknown = notHere;
  const front = await listenAt(
    options.port,
    frontHandler({
      system: () =>
        system && {
          status: statusOf(system, front),
          sign: system.runtime.issuer.sign,
          published: system.runtime.published,
        },
      fallback: (request, response) => void page(request, response),
    }),
  );
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.once(signal, () => {
      console.log('\nStopping …');
      void front
        .stop()
        .then(() => system?.stop())
        .then(() => process.exit(0));
    });
  }

  const apiPort = options.port === 0 || front.port !== (options.port ?? DEFAULT_PORT) ? 0 : front.port + 1;
  const portal = options.portal ? buildPages() : undefined;
  system = await startSystem({ ...options, apiPort }, say, reportProblems);
  if (portal) page = portalHandler({ folder: (await portal).folder, ...addressesOf(system) });
  show(system, front, options, performance.now() - began);
}

/** Beside the functions, since it takes as long. */
async function buildPages(): Promise<{ folder: string }> {
  const { buildPortal } = await import('../portal/build.ts');
  const { folder, ms, fresh } = await buildPortal();
  if (fresh) say(`Built the portal in ${(ms / 1_000).toFixed(1)} s.`);
  return { folder };
}

const addressesOf = ({ runtime: { apiUrl, issuer } }: LocalSystem) => ({
  apiOrigin: apiUrl,
  issuer: issuer.url,
  clientId: issuer.audience,
});

/** The port asked for, or a free one where none was asked for and the usual one is taken. */
async function listenAt(
  port: number | undefined,
  handler: Parameters<typeof listen>[0],
): Promise<ListeningServer> {
  try {
    return await listen(handler, port ?? DEFAULT_PORT);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EADDRINUSE') throw error;
    if (port !== undefined) throw new Error(`Port ${port} is taken. Choose another one with --port.`);
    say(`Port ${DEFAULT_PORT} is taken: using a free one.`);
    return listen(handler, 0);
  }
}

const notHere = (_request: IncomingMessage, response: ServerResponse): void => {
  response.writeHead(404, { 'content-type': 'text/plain' }).end('Not found\n');
};

const statusOf = ({ runtime, complianceApi, simulator }: LocalSystem, front: ListeningServer) => ({
  portal: front.url,
  api: runtime.apiUrl,
  issuer: runtime.issuer.url,
  complianceApi,
  simulated: simulator !== undefined,
});

function show(system: LocalSystem, front: ListeningServer, options: SystemOptions, ms: number): void {
  const { runtime, simulator, complianceApi } = system;
  const rows: [string, string][] = [
    ...(options.portal
      ? ([
          ['Portal', front.url],
          ['Sign in as', users()],
        ] as [string, string][])
      : []),
    ['HTTP API', runtime.apiUrl],
    ['A token for it', `curl -s ${front.url}/local/token -d '{"tenant_id":"acme","roles":["admin"]}'`],
    ['Compliance API', `${complianceApi}${simulator ? ` (simulated, ${options.world} world)` : ''}`],
  ];
  if (simulator) rows.push(['Demo key', simulator.keys.parent]);
  rows.push(['State', options.dataFolder ?? 'in memory, gone at the end (keep it with --data DIR)']);
  console.log(`\nReady in ${(ms / 1_000).toFixed(1)} s.\n`);
  for (const [name, value] of rows) console.log(`  ${name.padEnd(16)}${value}`);
  console.log('\nStop with Ctrl+C.');
}

/** The first line says it all: no password is asked for. */
const users = (): string =>
  LOCAL_USERS.map(({ name, tenant, roles }) => `${name} (${tenant}, ${roles.join(', ') || 'no role'})`).join(
    ' · ',
  );

const say = (line: string): void => console.log(line);

/** Functions log JSON; only what needs attention is shown. */
function reportProblems(functionName: string, line: string): void {
  if (functionName === 'runtime' || /"level":"(warn|error)"/.test(line))
    console.error(`${functionName}: ${line}`);
}

try {
  await main();
} catch (error) {
  console.error((error as Error).message);
  process.exit(1);
}
