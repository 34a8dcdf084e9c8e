import { mix, type Random, random, seedOf } from './world/random.ts';
import type { World } from './world/world.ts';

export const READ_SCOPES = [
  'read:compliance_activities',
  'read:compliance_user_data',
  'read:compliance_org_data',
] as const;
export type Scope = (typeof READ_SCOPES)[number] | 'read:org_audit' | 'api:admin';

/** A key of one world. Its secret is shown once, here to whoever starts the simulator. */
export interface Key {
  readonly index: number;
  readonly name: string;
  readonly secret: string;
  readonly world: World;
  /** Position of the one organization that the key is restricted to, or null for the whole parent. */
  readonly organization: number | null;
  /** Epoch seconds. */
  readonly createdAt: number;
  readonly expiresAt: number | null;
  /** Immutable at the provider; a fault may take one away. */
  scopes: readonly string[];
  active: boolean;
}

/** One secret for each situation of Compliance API, What each credential problem answers. */
export interface KeySecrets {
  /** The whole parent, all three read scopes. Carries the canary. */
  readonly parent: string;
  readonly withoutActivities: string;
  readonly withoutUserData: string;
  readonly withoutOrgData: string;
  /** `read:org_audit` alone. */
  readonly audit: string;
  readonly admin: string;
  readonly disabled: string;
  readonly expired: string;
  /** Looks right and matches nothing. */
  readonly unknown: string;
  /** A Claude API key. */
  readonly foreign: string;
  readonly singleOrganization: string;
  /** The parent key of another tenant. */
  readonly otherTenant: string;
}

export interface Keys {
  readonly secrets: KeySecrets;
  readonly canary: string;
  bySecret(secret: string): Key | undefined;
  byName(name: string): Key | undefined;
  all(): readonly Key[];
}

const BASE64URL = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';
const DAY = 86_400;

/** The keys of both tenants; an own secret for the parent key may be given. */
export function createKeys(world: World, otherWorld: World, parentSecret?: string): Keys {
  const draw = random(seedOf(world.seed, 'keys'));
  const canary = `canarykey${mix(world.seed, 0xcafe).toString(36)}`;
  const secretOf = (kind: string, mark = '') => `sk-ant-${kind}-${mark}${filling(draw, 93 - mark.length)}AA`;
  const keys: Key[] = [];
  const add = (name: string, scopes: readonly string[], more: Partial<Key> = {}) => {
    const secret = secretOf(name === 'admin' || name === 'expired' ? 'admin01' : 'api01');
    const createdAt = world.endsAt - (60 - keys.length) * DAY;
    const standard = { organization: null, expiresAt: null, active: true, world, secret, createdAt };
    keys.push({ index: keys.length, name, scopes, ...standard, ...more });
    return keys.at(-1)!.secret;
  };
  const without = (scope: string) => READ_SCOPES.filter((other) => other !== scope);
  const adminScopes = ['api:admin', 'read:compliance_activities'];
  const secrets: KeySecrets = {
    parent: add('parent', READ_SCOPES, { secret: parentSecret ?? secretOf('api01', canary) }),
    withoutActivities: add('withoutActivities', without('read:compliance_activities')),
    withoutUserData: add('withoutUserData', without('read:compliance_user_data')),
    withoutOrgData: add('withoutOrgData', without('read:compliance_org_data')),
    audit: add('audit', ['read:org_audit']),
    admin: add('admin', adminScopes),
    disabled: add('disabled', READ_SCOPES, { active: false }),
    expired: add('expired', adminScopes, { expiresAt: world.endsAt - 5 * DAY }),
    unknown: secretOf('api01'),
    foreign: secretOf('api03'),
    singleOrganization: add('singleOrganization', READ_SCOPES, { organization: 0 }),
    otherTenant: add('otherTenant', READ_SCOPES, { world: otherWorld }),
  };
  const bySecret = new Map(keys.map((key) => [key.secret, key]));
  return {
    secrets,
    canary,
    bySecret: (secret) => bySecret.get(secret),
    byName: (name) => keys.find((key) => key.name === name),
    all: () => keys,
  };
}

function filling(draw: Random, length: number): string {
  return draw.text(length, BASE64URL);
}
