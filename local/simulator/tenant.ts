import type { Behaviour } from './behaviour.ts';
import { createFeed, type Feed } from './feed.ts';
import { type RateLimit, rateLimit } from './rate-limit.ts';
import type { World } from './world/world.ts';

/** What the provider keeps per parent organization: its feed, its budgets, whether the API is switched on. */
export interface Tenant {
  readonly world: World;
  readonly feed: Feed;
  readonly budget: RateLimit;
  readonly remoteBudget: RateLimit;
  enabled: boolean;
}

export function createTenant(world: World, behaviour: Behaviour, perMinute: number): Tenant {
  return {
    world,
    feed: createFeed(world, behaviour),
    budget: rateLimit(perMinute, behaviour.retryAfterMarginSeconds),
    remoteBudget: rateLimit(behaviour.remoteSessionBudget, 0),
    enabled: true,
  };
}
