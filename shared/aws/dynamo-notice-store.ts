import { type DynamoDBDocumentClient, PutCommand } from '@aws-sdk/lib-dynamodb';
import type { NoticeSettings, NoticeStore } from '../ports/notices.ts';
import { noticesKey } from './keys.ts';
import { getRow } from './reads.ts';
import { systemClock } from './system-clock.ts';

/** One row for each tenant: which topics are told of what. */
export const dynamoNoticeStore = (
  client: DynamoDBDocumentClient,
  table: string,
  clock = systemClock,
): NoticeStore => ({
  find: async (tenant) => {
    const row = await getRow(client, table, noticesKey(tenant));
    if (!row) return undefined;
    const { targets, savedAt, savedBy } = row as unknown as NoticeSettings;
    return { targets, savedAt, savedBy };
  },

  save: async (tenant, settings) => {
    const Item = { ...noticesKey(tenant), ...settings, writtenAt: new Date(clock.now()).toISOString() };
    await client.send(new PutCommand({ TableName: table, Item }));
  },
});
