import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startS3 } from '../../local/aws/s3/server.ts';
import { s3Client } from '../../shared/aws/s3.ts';
import { s3StagingArea } from '../../shared/aws/s3-staging-area.ts';
import { memoryWorld } from '../support/memory/world.ts';
import { pointToLocalAws } from './local-aws.ts';
import { stagingAreaContract } from './staging-area.contract.ts';

stagingAreaContract('memory', async () => ({ staging: memoryWorld().staging, close: async () => {} }));

stagingAreaContract('S3', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'contract-s3-'));
  const server = await startS3({ folder });
  server.createBucket('staging');
  pointToLocalAws({ S3: server.url });
  const client = s3Client();
  return {
    staging: s3StagingArea(client, 'staging'),
    close: async () => {
      client.destroy();
      await server.stop();
      await rm(folder, { recursive: true });
    },
  };
});
