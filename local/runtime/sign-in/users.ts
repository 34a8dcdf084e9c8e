/** Somebody who can sign in locally, without a password. */
export interface LocalUser {
  readonly id: string;
  readonly name: string;
  readonly email: string;
  readonly tenant: string;
  readonly roles: readonly string[];
}

/** Every role, two tenants, and one who may not see anything. */
export const LOCAL_USERS: readonly LocalUser[] = [
  {
    id: 'ada',
    name: 'Ada Admin',
    email: 'ada@acme.example',
    tenant: 'acme',
    roles: ['admin', 'content-viewer'],
  },
  { id: 'vic', name: 'Vic Viewer', email: 'vic@acme.example', tenant: 'acme', roles: ['viewer'] },
  { id: 'nora', name: 'Nora Newcomer', email: 'nora@acme.example', tenant: 'acme', roles: [] },
  { id: 'gil', name: 'Gil Admin', email: 'gil@globex.example', tenant: 'globex', roles: ['admin'] },
  { id: 'vera', name: 'Vera Viewer', email: 'vera@globex.example', tenant: 'globex', roles: ['viewer'] },
];
