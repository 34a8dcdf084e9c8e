import type { Ids } from './ids.ts';
import { DAY } from './moments.ts';
import { random, seedOf } from './random.ts';

/** A linked organization of the parent. */
export interface Organization {
  readonly index: number;
  /** Bare UUID: the join key. */
  readonly uuid: string;
  /** The tagged form, `org_…`. */
  readonly id: string;
  readonly name: string;
  readonly createdAt: number;
}

const PLACES = ['Europe', 'Americas', 'Asia Pacific', 'Nordics', 'Benelux'];

/** All but the last hold chats; the last of several is a Console organization, which the list doesn't tell. */
export function organizations(seed: number, ids: Ids, count: number, endsAt: number): Organization[] {
  const draw = random(seedOf(seed, 'organizations'));
  const company = draw.pick(['Halcyon Freight', 'Northwind Maritime', 'Kestrel Foods', 'Aurora Works']);
  return Array.from({ length: count }, (_, index) => ({
    index,
    uuid: ids.uuid('organization', index),
    id: ids.tagged('organization', index),
    name: count > 1 && index === count - 1 ? `${company} Labs` : `${company} ${PLACES[index]}`,
    createdAt: endsAt - (600 - index * 20) * DAY - draw.integer(0, DAY),
  }));
}
