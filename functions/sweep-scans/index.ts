import { dynamoScanStore } from '../../shared/aws/dynamo-scan-store.ts';
import { documentClient } from '../../shared/aws/dynamodb.ts';
import { sqsClient } from '../../shared/aws/sqs.ts';
import { sqsScanLane } from '../../shared/aws/sqs-scan-lane.ts';
import { systemClock } from '../../shared/aws/system-clock.ts';
import { tablesIn } from '../../shared/aws/tables.ts';
import { readEnv } from '../../shared/runtime/env.ts';
import { createLog } from '../../shared/runtime/log.ts';
import { createMeter } from '../../shared/runtime/metrics.ts';
import { sweepScansEnv } from './env.ts';
import { createHandler } from './handler.ts';

const env = readEnv(sweepScansEnv, process.env);

export const handler = createHandler({
  scans: dynamoScanStore(documentClient(), tablesIn(env)),
  lane: sqsScanLane(sqsClient(), env.SCAN_LANE_URL),
  clock: systemClock,
  log: createLog({ service: 'sweep-scans' }),
  meter: createMeter({ service: 'sweep-scans', stage: env.STAGE }),
});
