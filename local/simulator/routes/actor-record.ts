import { ACTORS } from '../world/activities.ts';
import { CLIENTS } from '../world/clients.ts';
import { mix } from '../world/random.ts';
import type { World } from '../world/world.ts';

/** Who did something, in one of the eleven forms (Compliance API, Actor union). */
export function actorRecord(world: World, position: number): Record<string, unknown> {
  const { actorKind, actor, client } = world.activities;
  const kind = ACTORS[actorKind[position]!]!;
  const who = actor[position]!;
  const { userAgent } = CLIENTS[client[position]!]!;
  const network = {
    ip_address: addressOf(who, client[position]!),
    ...(userAgent === null ? {} : { user_agent: userAgent }),
  };
  const person = world.people[who];
  switch (kind) {
    case 'person':
      return { type: 'user_actor', email_address: person!.email, user_id: person!.id, ...network };
    case 'background':
      return {
        type: 'user_actor',
        email_address: person!.email,
        user_id: person!.id,
        ip_address: '0.0.0.0',
        user_agent: '',
      };
    case 'unauthenticated_user_actor':
      return { type: kind, unauthenticated_email_address: person!.email, ...network };
    case 'api_actor':
      return {
        type: kind,
        api_key_id: world.ids.tagged('key', 100 + who),
        ip_address: '192.0.2.10',
        user_agent: 'records-mirror/3.2',
      };
    case 'admin_api_key_actor':
      return {
        type: kind,
        admin_api_key_id: world.ids.tagged('key', 200 + who),
        ip_address: '192.0.2.11',
        user_agent: 'terraform/1.9',
      };
    case 'service_account_actor':
      return {
        type: kind,
        service_account_id: `svcacct_${who}`,
        ip_address: '192.0.2.12',
        user_agent: 'depot-batch/1.0',
      };
    case 'scim_directory_sync_actor':
      return {
        type: kind,
        workos_event_id: `event_${position}`,
        directory_id: 'directory_1',
        idp_connection_type: 'OktaSCIMV2',
      };
    case 'anthropic_actor':
      return { type: kind, email_address: null };
    case 'system_actor':
      return { type: kind, service: 'directory-sync' };
    case 'federated_identity_actor':
      return {
        type: kind,
        issuer: 'https://idp.example/oidc',
        subject: `workload-${who}`,
        audience: ['claude'],
        ip_address: null,
        user_agent: null,
      };
    case 'federated_actor':
      return { type: kind, provider: { type: 'gcp', project_number: '4711' }, subject: `runner-${who}` };
    case 'attested_device_actor':
      return { type: kind, external_client_id: `device-${who}`, kid_hash: mix(who, 5).toString(16) };
  }
}

/** Documentation addresses, always the same for a person and a client. */
function addressOf(who: number, client: number): string {
  const host = mix(who, client) % 254;
  return `${who % 2 === 0 ? '198.51.100' : '203.0.113'}.${host + 1}`;
}
