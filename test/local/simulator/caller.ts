import { type Simulator, type SimulatorOptions, startSimulator } from '../../../local/simulator/simulator.ts';

/** Friday afternoon, so that the last days hold plenty. */
export const END = Date.parse('2026-10-02T15:00:00Z');

/** An object of an answer, with the fields that most of them have. */
export interface Entry {
  readonly id: string;
  readonly type: string;
  readonly created_at: string;
  readonly organization_id: string | null;
  readonly actor: Readonly<Record<string, unknown>>;
  readonly [field: string]: unknown;
}

/** A list as an answer, of either paging scheme. */
export interface Page {
  readonly data: readonly Entry[];
  readonly has_more: boolean;
  readonly first_id: string | null;
  readonly last_id: string | null;
  readonly next_page: string | null;
}

export interface Answered<T = Page> {
  readonly status: number;
  readonly headers: Headers;
  readonly body: T & { readonly error: { readonly type: string; readonly message: string } };
}

export interface Caller {
  readonly simulator: Simulator;
  /** The clock, epoch milliseconds; starts at the end of the world. */
  readonly clock: { now: number };
  /** Calls a path below `/v1/compliance/`, with the parent key unless another is given. */
  get<T = Page>(path: string, key?: string | null): Promise<Answered<T>>;
  /** Calls and hands over what the body says, failing on anything but 200. */
  read<T = Page>(path: string): Promise<T>;
  bytes(path: string): Promise<{ status: number; headers: Headers; bytes: Buffer }>;
}

/** A small tenant with a clock that stands still until a test moves it. */
export async function startCaller(options: SimulatorOptions = {}): Promise<Caller> {
  const clock = { now: END };
  const simulator = await startSimulator({
    endsAt: END,
    now: () => clock.now,
    rateLimit: Number.POSITIVE_INFINITY,
    oversizeBytes: 300_000,
    ...options,
  });
  const request = (path: string, key: string | null) =>
    fetch(`${simulator.url}/v1/compliance/${path}`, { headers: key === null ? {} : { 'x-api-key': key } });
  const get = async <T = Page>(
    path: string,
    key: string | null = simulator.keys.parent,
  ): Promise<Answered<T>> => {
    const response = await request(path, key);
    return {
      status: response.status,
      headers: response.headers,
      body: (await response.json()) as Answered<T>['body'],
    };
  };
  return {
    simulator,
    clock,
    get,
    async read<T = Page>(path: string): Promise<T> {
      const { status, body } = await get<T>(path);
      if (status !== 200) throw new Error(`${path} answered ${status}: ${JSON.stringify(body)}`);
      return body;
    },
    async bytes(path) {
      const response = await request(path, simulator.keys.parent);
      return {
        status: response.status,
        headers: response.headers,
        bytes: Buffer.from(await response.arrayBuffer()),
      };
    },
  };
}

/** What an error says, without its shape. */
export function problemOf({ status, body }: Answered<unknown>): readonly [number, string, string] {
  return [status, body.error.type, body.error.message];
}
