/** Names the tenant of a session. The policies of the tenant roles go by it. */
export const TENANT_TAG = 'TenantId';
