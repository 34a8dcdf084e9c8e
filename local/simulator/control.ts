import type { IncomingMessage, ServerResponse } from 'node:http';
import { z } from 'zod';
import type { Faults } from './faults.ts';
import type { Keys } from './keys.ts';
import type { RequestLog } from './request-log.ts';
import type { Truth } from './truth.ts';
import type { World } from './world/world.ts';

/** Everything of the simulator's own, and nothing of the provider's, is below this path. */
const PREFIX = '/simulator/';

export interface ControlParts {
  readonly world: World;
  readonly keys: Keys;
  readonly faults: Faults;
  readonly requests: RequestLog;
  readonly now: () => number;
  truth(from: number, to: number): Truth;
  revoke(key: string): boolean;
  setEnabled(enabled: boolean): void;
}

const scope = {
  path: z.string().optional(),
  after: z.int().min(0).optional(),
  times: z.union([z.int().min(1), z.literal('always')]).optional(),
};
const faultSchema = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('answer'),
    status: z.int().min(400).max(599),
    type: z.string(),
    message: z.string(),
    headers: z.record(z.string(), z.string()).optional(),
    ...scope,
  }),
  z.strictObject({
    kind: z.literal('rate-limit'),
    retryAfterSeconds: z.int().optional(),
    bare: z.boolean().optional(),
    ...scope,
  }),
  z.strictObject({ kind: z.literal('reset'), ...scope }),
  z.strictObject({
    kind: z.literal('cut'),
    afterBytes: z.int().min(0),
    end: z.enum(['reset', 'complete']),
    ...scope,
  }),
  z.strictObject({ kind: z.literal('slow'), pieceBytes: z.int().min(1), pauseMs: z.int().min(0), ...scope }),
  z.strictObject({ kind: z.literal('wrong-md5'), ...scope }),
  z.strictObject({ kind: z.literal('invalid-cursor'), ...scope }),
  z.strictObject({ kind: z.literal('index-late'), since: z.int(), ...scope }),
  z.strictObject({ kind: z.literal('revoke'), ...scope }),
  z.strictObject({ kind: z.literal('lose-scope'), scope: z.string(), ...scope }),
  z.strictObject({ kind: z.literal('switch-off'), ...scope }),
]);

type Reply = { readonly status: number; readonly body: unknown };
type Action = (parts: ControlParts, url: URL, body: unknown, name: string) => Reply;

const ok = (body: unknown): Reply => ({ status: 200, body });

/** For demonstrations: what the world holds, what was asked, what shall go wrong. */
const ACTIONS: readonly { readonly method: string; readonly path: RegExp; readonly run: Action }[] = [
  { method: 'GET', path: /^world$/, run: ({ world }) => ok(describeWorld(world)) },
  {
    method: 'GET',
    path: /^truth$/,
    run: ({ world, truth, now }, url) =>
      ok(truth(instant(url, 'from', world.startsAt * 1000), instant(url, 'to', now()))),
  },
  {
    method: 'GET',
    path: /^requests$/,
    run: ({ requests }) => ok({ counts: requests.counts(), requests: requests.all() }),
  },
  { method: 'GET', path: /^faults$/, run: ({ faults }) => ok(faults.list()) },
  {
    method: 'POST',
    path: /^faults$/,
    run({ faults }, _url, body) {
      const fault = faultSchema.safeParse(body);
      if (!fault.success) return { status: 400, body: { problems: z.prettifyError(fault.error) } };
      return { status: 201, body: { id: faults.add(dropUndefined(fault.data)) } };
    },
  },
  {
    method: 'DELETE',
    path: /^faults$/,
    run({ faults }) {
      faults.clear();
      return ok({});
    },
  },
  {
    method: 'POST',
    path: /^keys\/([^/]+)\/revoke$/,
    run: ({ revoke }, _url, _body, name) =>
      revoke(name) ? ok({ revoked: name }) : { status: 404, body: { missing: name } },
  },
  {
    method: 'POST',
    path: /^api\/(on|off)$/,
    run({ setEnabled }, _url, _body, name) {
      setEnabled(name === 'on');
      return ok({ enabled: name === 'on' });
    },
  },
];

/** @returns a function that answers requests below the prefix, and says whether it did */
export function createControl(
  parts: ControlParts,
): (request: IncomingMessage, response: ServerResponse, url: URL) => boolean {
  return (request, response, url) => {
    if (!url.pathname.startsWith(PREFIX)) return false;
    const path = url.pathname.slice(PREFIX.length);
    const action = ACTIONS.find(
      (candidate) => candidate.method === request.method && candidate.path.test(path),
    );
    void readBody(request).then((body) => {
      const reply = action?.run(parts, url, body, action.path.exec(path)?.[1] ?? '') ?? {
        status: 404,
        body: {},
      };
      response.writeHead(reply.status, { 'content-type': 'application/json' });
      response.end(JSON.stringify(reply.body));
    });
    return true;
  };
}

export function describeWorld(world: World) {
  const { name, seed, startsAt, endsAt } = world;
  return {
    name,
    seed,
    from: new Date(startsAt * 1000).toISOString(),
    to: new Date(endsAt * 1000).toISOString(),
    organizations: world.organizations.length,
    users: world.people.length,
    activities: world.activities.length,
    chats: world.chats.length,
    files: world.files.length,
    generatedFiles: world.generatedFiles.length,
    artifactVersions: world.artifactVersions.length,
    projects: world.projects.length,
    projectDocuments: world.projectDocuments.length,
    localSessions: world.localSessions.length,
    remoteSessions: world.remoteSessions.length,
  };
}

function instant(url: URL, name: string, otherwise: number): number {
  const at = Date.parse(url.searchParams.get(name) ?? '');
  return Number.isNaN(at) ? otherwise : at;
}

async function readBody(request: IncomingMessage): Promise<unknown> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  try {
    return JSON.parse(Buffer.concat(chunks).toString('utf8'));
  } catch {
    return undefined;
  }
}

function dropUndefined<T extends object>(value: T): { [K in keyof T]: Exclude<T[K], undefined> } {
  return Object.fromEntries(Object.entries(value).filter(([, field]) => field !== undefined)) as {
    [K in keyof T]: Exclude<T[K], undefined>;
  };
}
