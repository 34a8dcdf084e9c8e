import { notFound, unauthenticated } from '../problem.ts';
import { type Call, json, type Route, reaches } from '../route.ts';
import { zulu } from '../world/moments.ts';

/** Compliance API, Settings: rows that administrators cannot control are absent, which doesn't mean off. */
export const settings: Route = {
  endpoint: '/v1/compliance/organizations/{}/settings',
  scope: 'read:compliance_org_data',
  parameters: {},
  answer(call) {
    const organization = findOrganization(call);
    const { world, keys } = call;
    const isConsole = world.organizations.length > 1 && organization.index === world.organizations.length - 1;
    const always = isConsole
      ? { api_zero_data_retention_enabled: false }
      : { cmek_enabled: false, claude_enterprise_claude_code_zero_data_retention_enabled: false };
    const booleans = {
      hipaa_compliance_enabled: false,
      access_transparency_enabled: true,
      chat_enabled: !isConsole,
      web_search_enabled: true,
      ...always,
    };
    return json({
      type: 'effective_organization_settings',
      // A bare UUID, other than `organization_id` elsewhere.
      organization_id: organization.uuid,
      settings: [
        ...Object.entries(booleans).map(([name, value]) => ({ type: 'boolean', name, value })),
        { type: 'integer', name: 'account_session_duration_seconds', value: 43_200 },
        { type: 'string_list', name: 'ip_allowlist_ip_ranges', value: ['198.51.100.0/24', '203.0.113.0/24'] },
        { type: 'provisioning_mode', name: 'sso_provisioning_mode', value: 'scim_advanced' },
        {
          type: 'data_retention',
          name: 'data_retention_periods',
          value: {
            chat: { type: 'fixed', duration: 365, timescale: 'day' },
            project: { type: 'indefinite' },
          },
        },
      ],
      api_keys: keys
        .filter((key) => key.world === world)
        .map((key) => ({
          type: 'compliance_api_key',
          id: world.ids.tagged('key', key.index),
          name: key.name,
          scopes: key.scopes,
          is_active: key.active,
          created_at: zulu(key.createdAt),
          created_by_id: world.people[0]!.id,
          expires_at: key.expiresAt === null ? null : zulu(key.expiresAt),
        })),
    });
  },
};

/** The one endpoint where a missing or foreign key answers 401; its text is not published. */
export const settingsWithoutKey = () => unauthenticated('Authentication required.');

function findOrganization(call: Call) {
  const named = call.path[0]!;
  const organization = call.world.organizations.find(({ uuid }) => uuid === named);
  if (!call.behaviour.settingsAvailable || !organization || !reaches(call, organization.index)) {
    throw notFound(`organization \`${named}\` not found in this organization's hierarchy`);
  }
  return organization;
}
