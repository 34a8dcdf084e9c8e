import { type Fields, name, text } from './fields.ts';
import { itemsOf, type ListOptions, type TokenPage, tokenStep, walk } from './page.ts';
import { path, query } from './request.ts';
import { epochMs } from './timestamps.ts';
import type { Transport } from './transport.ts';
import type { Unknowns } from './unknowns.ts';

export interface Organization {
  readonly uuid: string;
  readonly name: string;
  readonly createdAt: number | null;
}

/** An active member. Who has left is no longer listed, while their activities stay. */
export interface DirectoryUser {
  readonly id: string;
  readonly fullName: string | null;
  readonly email: string | null;
  /** Such as `owner` or `user`. */
  readonly role: string | null;
  readonly createdAt: number | null;
}

export interface DirectoryApi {
  /** Needs `read:compliance_org_data`. Up to 1,000 a page. */
  organizations(options?: ListOptions): AsyncGenerator<TokenPage<Organization>, void>;
  /** Needs `read:compliance_user_data`. Up to 1,000 a page. */
  users(organizationUuid: string, options?: ListOptions): AsyncGenerator<TokenPage<DirectoryUser>, void>;
}

const maxLimit = 1_000;

/** Compliance API, Directory. */
export function directoryApi(transport: Transport, unknowns: Unknowns): DirectoryApi {
  return {
    organizations: ({ page = null, limit = maxLimit } = {}) =>
      walk(page, async (token) => {
        const answer = await transport.json(path`/organizations`, query({ page: token, limit }));
        return tokenStep(
          answer,
          itemsOf(answer.body.data, organization, unknowns, 'organization'),
          'has-more',
        );
      }),

    users: (organizationUuid, { page = null, limit = maxLimit } = {}) =>
      walk(page, async (token) => {
        const target = path`/organizations/${organizationUuid}/users`;
        const answer = await transport.json(target, query({ page: token, limit }));
        return tokenStep(answer, itemsOf(answer.body.data, directoryUser, unknowns, 'user'), 'has-more');
      }),
  };
}

function organization(entry: Fields): Organization | null {
  const uuid = name(entry.uuid);
  return uuid === null ? null : { uuid, name: text(entry.name) ?? '', createdAt: epochMs(entry.created_at) };
}

function directoryUser(entry: Fields): DirectoryUser | null {
  const id = name(entry.id);
  if (id === null) return null;
  return {
    id,
    fullName: name(entry.full_name),
    email: name(entry.email),
    role: name(entry.organization_role),
    createdAt: epochMs(entry.created_at),
  };
}
