import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type DynamoDbServer, startDynamoDb } from '../aws/dynamodb/server.ts';
import type { ListeningServer } from '../aws/http-server.ts';
import type { Access } from '../aws/iam/access.ts';
import type { RequestCounts } from '../aws/request-counts.ts';
import { type S3Server, startS3 } from '../aws/s3/server.ts';
import type { Clock } from '../aws/services/clock.ts';
import type { Deliver } from '../aws/services/delivery.ts';
import { type ServicesServer, startServices } from '../aws/services/server.ts';
import { type SnsServer, startSns } from '../aws/sns/server.ts';
import { type SqsServer, startSqs } from '../aws/sqs/server.ts';
import { startSts } from '../aws/sts/server.ts';

/** The local AWS servers of one runtime. */
export interface Servers {
  dynamoDb: DynamoDbServer;
  sqs: SqsServer;
  s3: S3Server;
  sns: SnsServer;
  sts: ListeningServer;
  /** Secrets Manager, KMS, EventBridge and Scheduler. */
  services: ServicesServer;
  stop(): Promise<void>;
}

export interface ServerSettings {
  /** Keeps the state, and is there; without it everything goes away with the runtime. */
  dataFolder?: string;
  counts: RequestCounts;
  access: Access;
  clock: Clock;
  deliver: Deliver;
  shuffleSeed?: number;
}

/** Tables and bodies always lie on disk: in a temporary folder where nothing is to be kept. */
function bodyFolder(dataFolder: string | undefined): { folder: string; remove(): void } {
  if (dataFolder) return { folder: dataFolder, remove: () => {} };
  const folder = mkdtempSync(join(tmpdir(), 'claude-enterprise-integration-'));
  return { folder, remove: () => rmSync(folder, { recursive: true, force: true }) };
}

export async function startServers(settings: ServerSettings): Promise<Servers> {
  const { dataFolder, counts, access, clock, deliver, shuffleSeed } = settings;
  const { folder, remove } = bodyFolder(dataFolder);
  const kept = (file: string) => (dataFolder ? { file: join(dataFolder, file) } : {});
  // First, because it alone notices that another process works in the folder.
  const dynamoDb = await startDynamoDb({ folder: join(folder, 'dynamodb'), counts, access });
  const [sqs, s3, sns, sts, services] = await Promise.all([
    startSqs({ ...kept('sqs.db'), counts, access, ...(shuffleSeed === undefined ? {} : { shuffleSeed }) }),
    startS3({ folder: join(folder, 's3'), counts, access }),
    startSns({ counts, access }),
    startSts({ counts, access }),
    startServices({ ...kept('services.db'), counts, access, clock, deliver }),
  ]);
  return {
    dynamoDb,
    sqs,
    s3,
    sns,
    sts,
    services,
    async stop() {
      await Promise.all([dynamoDb.stop(), sqs.stop(), s3.stop(), sns.stop(), sts.stop(), services.stop()]);
      remove();
    },
  };
}
