import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import type { ScanStore } from '../ports/scan-store.ts';
import { dynamoChunks } from './dynamo-chunks.ts';
import { dynamoMessageCounts } from './dynamo-message-counts.ts';
import { dynamoRetries } from './dynamo-retries.ts';
import { dynamoScanLock } from './dynamo-scan-lock.ts';
import { dynamoScanRecord } from './dynamo-scan-record.ts';
import { dynamoSettle } from './dynamo-settle.ts';
import { systemClock } from './system-clock.ts';
import type { Tables } from './tables.ts';

/** Scans, their lock, their chunks and what becomes of the items in them. */
export const dynamoScanStore = (
  client: DynamoDBDocumentClient,
  tables: Tables,
  clock = systemClock,
): ScanStore => ({
  ...dynamoScanLock(client, tables.integrations, clock),
  ...dynamoScanRecord(client, tables.integrations, clock),
  ...dynamoChunks(client, tables.integrations, clock),
  ...dynamoSettle(client, tables, clock),
  ...dynamoMessageCounts(client, tables, clock),
  ...dynamoRetries(client, tables.integrations, clock),
});
