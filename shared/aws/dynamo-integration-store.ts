import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import type { Integration } from '../domain/integration.ts';
import type { Tenant } from '../domain/tenant.ts';
import type { IntegrationStore } from '../ports/integration-store.ts';
import { storeBusy } from './conflicts.ts';
import { integrationOf, integrationRow } from './integration-row.ts';
import { integrationKey, scanKey } from './keys.ts';
import { getRow } from './reads.ts';
import { systemClock } from './system-clock.ts';
import { assignments, type Terms, terms, updateExpression } from './terms.ts';
import { type Action, putIf, transact, updateIf } from './writes.ts';

/** A scan may start or end between the read and the transaction; it cannot do so for long. */
const REMOVE_ATTEMPTS = 5;

export function dynamoIntegrationStore(
  client: DynamoDBDocumentClient,
  table: string,
  clock = systemClock,
): IntegrationStore {
  const find = async (tenant: Tenant) => {
    const row = await getRow(client, table, integrationKey(tenant));
    return row && integrationOf(row);
  };

  return {
    find,

    configure: async (integration, expected) => {
      const t = terms();
      const refusal = await putIf(client, clock, {
        TableName: table,
        Item: integrationRow(integration),
        ConditionExpression:
          expected === 0
            ? `attribute_not_exists(${t.name('pk')})`
            : `${t.is('generation', expected)} AND ${t.is('status', 'not_configured')} AND ${t.is('erasing', false)}`,
        ...t.attributes(),
      });
      return !refusal || isSame(refusal.row, integration) ? 'stored' : 'changed';
    },

    update: async (tenant, generation, changes) => {
      const t = terms();
      const set = assignments(t, changes);
      if (set.length === 0) return 'stored';
      const refusal = await updateIf(client, clock, {
        TableName: table,
        Key: integrationKey(tenant),
        UpdateExpression: updateExpression({ set }),
        ConditionExpression: isConfigured(t, generation),
        ...t.attributes(),
      });
      return refusal ? 'changed' : 'stored';
    },

    remove: async (tenant, generation, at) => {
      for (let attempt = 1; attempt <= REMOVE_ATTEMPTS; attempt += 1) {
        const integration = await find(tenant);
        if (integration?.generation !== generation || integration.status === 'not_configured')
          return 'changed';
        const actions = [tombstone(table, integration), ...cancellation(table, integration, at)];
        if (!(await transact(client, clock, actions))) return 'removed';
      }
      throw storeBusy();
    },

    forget: async (tenant, generation) => {
      const t = terms();
      const refusal = await updateIf(client, clock, {
        TableName: table,
        Key: integrationKey(tenant),
        UpdateExpression: updateExpression({ set: assignments(t, { position: null, erasing: true }) }),
        ConditionExpression: `${t.is('generation', generation)} AND ${t.is('status', 'not_configured')}`,
        ...t.attributes(),
      });
      return refusal ? 'changed' : 'forgotten';
    },

    erased: async (tenant, generation) => {
      const t = terms();
      const nothing = {
        organizations: [],
        position: null,
        lastScan: null,
        configuredBy: null,
        erasing: false,
        // A request to forget that was given up may still arrive: nobody would end the erasing that it begins.
        generation: generation + 1,
      };
      const refusal = await updateIf(client, clock, {
        TableName: table,
        Key: integrationKey(tenant),
        UpdateExpression: updateExpression({ set: assignments(t, nothing) }),
        ConditionExpression: `${t.is('generation', generation)} AND ${t.is('status', 'not_configured')}`,
        ...t.attributes(),
      });
      return refusal ? 'changed' : 'erased';
    },
  };
}

const isConfigured = (t: Terms, generation: number) =>
  `${t.is('generation', generation)} AND ${t.name('status')} <> ${t.value('not_configured')}`;

/** Whether the stored row is what an earlier attempt of the same call wrote: a secret belongs to one configure. */
const isSame = (row: Record<string, unknown> | undefined, { generation, secretId }: Integration) =>
  row?.generation === generation && row.secretId === secretId;

function tombstone(table: string, { tenant, generation, currentScanId }: Integration): Action {
  const t = terms();
  const set = assignments(t, {
    status: 'not_configured',
    statusReason: null,
    generation: generation + 1,
    keyHint: null,
    secretId: null,
    frequency: 'off',
    scheduledFrom: null,
  });
  const lock = currentScanId
    ? t.is('currentScanId', currentScanId)
    : `attribute_not_exists(${t.name('currentScanId')})`;
  return {
    Update: {
      TableName: table,
      Key: integrationKey(tenant),
      UpdateExpression: updateExpression({ set, remove: [t.name('currentScanId')] }),
      ConditionExpression: `${isConfigured(t, generation)} AND ${lock}`,
      ...t.attributes(),
    },
  };
}

function cancellation(table: string, { tenant, currentScanId }: Integration, at: string): Action[] {
  if (!currentScanId) return [];
  const t = terms();
  const set = assignments(t, { status: 'cancelled', endedAt: at });
  return [
    {
      Update: {
        TableName: table,
        Key: scanKey(tenant, currentScanId),
        UpdateExpression: updateExpression({ set }),
        ConditionExpression: t.is('status', 'scanning'),
        ...t.attributes(),
      },
    },
  ];
}
