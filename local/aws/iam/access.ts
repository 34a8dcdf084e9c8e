import { randomBytes } from 'node:crypto';
import type { IncomingHttpHeaders } from 'node:http';
import { AwsFault } from '../fault.ts';
import { type Ask, type Context, isAllowed, isTrusted, type Statement } from './policy.ts';

export interface Role {
  readonly arn: string;
  readonly statements: readonly Statement[];
  /** Says who may assume it. */
  readonly trust: readonly Statement[];
}

/** Who signed a request. */
export interface Signer {
  readonly keyId: string;
  readonly sessionToken: string | undefined;
}

export interface SessionCredentials extends Signer {
  readonly secret: string;
  /** Epoch milliseconds. */
  readonly expiresAt: number;
}

/** Somebody who acts as a role. */
export interface Principal {
  readonly role: Role;
  readonly tags: Readonly<Record<string, string>>;
}

export interface Access {
  define(role: Role): void;
  /** Credentials of a function that runs as this role; undefined where there is no such role. */
  credentialsOf(roleArn: string): Signer | undefined;
  /** A session of the role with these tags, for a role that may assume it. @throws AwsFault AccessDenied */
  assume(
    signer: Signer,
    ask: { roleArn: string; tags: Principal['tags']; seconds: number },
  ): SessionCredentials;
  /** @throws AwsFault AccessDeniedException where the signer's role does not allow all of it */
  check(signer: Signer, asks: () => readonly Ask[]): void;
}

/** Told of everything that a role was asked to do, with the answer. */
export type Witness = (principal: Principal, ask: Ask, isAllowed: boolean) => void;

const TOKEN_BYTES = 24;

/** Begins the ids of keys that are given out here. */
const GIVEN_OUT = 'ROLE';

/**
 * Who may do what, by the policies of the templates' roles. Whoever signs with a key that was not given out here is the
 * administrator: a person with the runtime before them, or a test. Signatures are not checked.
 */
export function accessControl(witness: Witness = () => {}): Access {
  const roles = new Map<string, Role>();
  const sessions = new Map<string, Principal & Pick<SessionCredentials, 'sessionToken' | 'expiresAt'>>();

  const begin = (principal: Principal, expiresAt: number): SessionCredentials => {
    const [id = '', secret = '', sessionToken = ''] = Array.from({ length: 3 }, () =>
      randomBytes(TOKEN_BYTES).toString('hex'),
    );
    const keyId = `${GIVEN_OUT}${id}`;
    for (const [known, { expiresAt: ended }] of sessions) if (ended < Date.now()) sessions.delete(known);
    sessions.set(keyId, { ...principal, sessionToken, expiresAt });
    return { keyId, secret, sessionToken, expiresAt };
  };

  const principalOf = ({ keyId, sessionToken }: Signer): Principal | undefined => {
    const session = sessions.get(keyId);
    if (!session && !keyId.startsWith(GIVEN_OUT)) return undefined;
    if (session && session.sessionToken === sessionToken && session.expiresAt >= Date.now()) return session;
    throw new AwsFault('ExpiredTokenException', 'The security token is invalid or has expired.', {
      status: 403,
    });
  };

  const demand = (principal: Principal, ask: Ask): void => {
    const tags = Object.entries(principal.tags).map(([name, value]) => [`aws:PrincipalTag/${name}`, [value]]);
    const whole = { ...ask, context: { ...ask.context, ...Object.fromEntries(tags) } };
    const answer = isAllowed(principal.role.statements, whole);
    witness(principal, whole, answer);
    if (!answer) throw denied(principal.role.arn, ask);
  };

  return {
    define: (role) => void roles.set(role.arn, role),

    credentialsOf(roleArn) {
      const role = roles.get(roleArn);
      return role && begin({ role, tags: {} }, Number.POSITIVE_INFINITY);
    },

    assume(signer, { roleArn, tags, seconds }) {
      const principal = principalOf(signer);
      const role = roles.get(roleArn);
      const context: Context = {
        'aws:TagKeys': Object.keys(tags),
        ...Object.fromEntries(
          Object.entries(tags).map(([name, value]) => [`aws:RequestTag/${name}`, [value]]),
        ),
      };
      const actions = ['sts:AssumeRole', ...(Object.keys(tags).length > 0 ? ['sts:TagSession'] : [])];
      for (const action of actions) {
        if (principal) demand(principal, { action, resource: roleArn, context });
        if (!role || !isTrusted(role.trust, principal?.role.arn ?? '', { action, context })) {
          throw denied(principal?.role.arn ?? 'The administrator', { action, resource: roleArn });
        }
      }
      return begin({ role: role as Role, tags }, Date.now() + seconds * 1_000);
    },

    check(signer, asks) {
      const principal = principalOf(signer);
      if (principal) for (const ask of asks()) demand(principal, ask);
    },
  };
}

const denied = (who: string, { action, resource }: Ask): AwsFault =>
  new AwsFault('AccessDeniedException', `${who} is not authorized to perform ${action} on ${resource}.`, {
    status: 403,
  });

/** Who signed, by the header or, in a link, by the query. */
export function signerOf(headers: IncomingHttpHeaders, query: URLSearchParams): Signer {
  const credential =
    /Credential=([^/,]+)\//.exec(headers.authorization ?? '')?.[1] ??
    query.get('X-Amz-Credential')?.split('/')[0];
  const token = headers['x-amz-security-token'] ?? query.get('X-Amz-Security-Token') ?? undefined;
  return { keyId: credential ?? '', sessionToken: [token].flat()[0] };
}
