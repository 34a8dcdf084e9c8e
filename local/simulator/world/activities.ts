/** What stands behind `actor`. The first two look alike in the feed, save for the address of the second. */
export const ACTORS = [
  'person',
  'background',
  'unauthenticated_user_actor',
  'api_actor',
  'admin_api_key_actor',
  'service_account_actor',
  'scim_directory_sync_actor',
  'anthropic_actor',
  'system_actor',
  'federated_identity_actor',
  'federated_actor',
  'attested_device_actor',
] as const;
export type ActorName = (typeof ACTORS)[number];

export const ACTOR = Object.fromEntries(ACTORS.map((name, number) => [name, number])) as Record<
  ActorName,
  number
>;

/** Nothing: no organization, no object. */
export const NONE = -1;

/** One entry of the feed as numbers; what `object` and `extra` count depends on the type. */
export interface ActivityRow {
  /** Epoch seconds. */
  readonly time: number;
  /** Position in `TYPE_NAMES`. */
  readonly type: number;
  readonly actorKind: number;
  /** The person, or which key, account or device of its kind. */
  readonly actor: number;
  /** Position in `CLIENTS`. */
  readonly client: number;
  readonly organization: number;
  readonly object: number;
  readonly extra: number;
}

/** A million entries in columns, oldest first: found by binary search, made into JSON on demand. */
export interface Activities {
  readonly length: number;
  readonly time: Uint32Array;
  readonly type: Uint16Array;
  readonly actorKind: Uint8Array;
  readonly actor: Uint32Array;
  readonly client: Uint8Array;
  readonly organization: Int8Array;
  readonly object: Int32Array;
  readonly extra: Int32Array;
}

export interface ActivityLog {
  readonly length: () => number;
  add(row: ActivityRow): void;
  /** Everything added, by time and among equal times in the order of adding. */
  sorted(): Activities;
}

export function activityLog(): ActivityLog {
  const rows: ActivityRow[] = [];
  return {
    length: () => rows.length,
    add: (row) => void rows.push(row),
    sorted: () => columns(rows, orderByTime(rows)),
  };
}

/** The first position whose time is not before `seconds`. */
export function firstAt(times: Uint32Array, seconds: number): number {
  let low = 0;
  let high = times.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (times[middle]! < seconds) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** Time and position in one number sort many times faster than a comparison function. */
function orderByTime(rows: readonly ActivityRow[]): Float64Array {
  const order = new Float64Array(rows.length);
  for (let i = 0; i < rows.length; i++) order[i] = rows[i]!.time * 0x20_0000 + i;
  return order.sort();
}

function columns(rows: readonly ActivityRow[], order: Float64Array): Activities {
  const { length } = rows;
  const result = {
    length,
    time: new Uint32Array(length),
    type: new Uint16Array(length),
    actorKind: new Uint8Array(length),
    actor: new Uint32Array(length),
    client: new Uint8Array(length),
    organization: new Int8Array(length),
    object: new Int32Array(length),
    extra: new Int32Array(length),
  };
  for (let i = 0; i < length; i++) {
    const row = rows[order[i]! % 0x20_0000]!;
    result.time[i] = row.time;
    result.type[i] = row.type;
    result.actorKind[i] = row.actorKind;
    result.actor[i] = row.actor;
    result.client[i] = row.client;
    result.organization[i] = row.organization;
    result.object[i] = row.object;
    result.extra[i] = row.extra;
  }
  return result;
}
