import { sqsInspectionQueue } from '../../shared/aws/sqs-inspection-queue.ts';
import { sqsPurgeQueue } from '../../shared/aws/sqs-purge-queue.ts';
import { sqsScanLane } from '../../shared/aws/sqs-scan-lane.ts';
import { memoryWorld } from '../support/memory/world.ts';
import { inspectionQueueContract } from './inspection-queue.contract.ts';
import { openLocalQueue } from './local-queue.ts';
import { purgeQueueContract } from './purge-queue.contract.ts';
import { scanLaneContract } from './scan-lane.contract.ts';

const memory = { close: async () => {} };

scanLaneContract('memory', async () => {
  const { lane } = memoryWorld();
  return { ...memory, lane, received: async () => lane.take(100) };
});

scanLaneContract('SQS', async () => {
  const queue = await openLocalQueue('lane.fifo', { FifoQueue: 'true' });
  return { ...queue, lane: sqsScanLane(queue.client, queue.url) };
});

inspectionQueueContract('memory', async () => {
  const { inspectionQueue } = memoryWorld();
  return { ...memory, queue: inspectionQueue, received: async () => inspectionQueue.take(100) };
});

inspectionQueueContract('SQS', async () => {
  const queue = await openLocalQueue('inspection');
  return { ...queue, queue: sqsInspectionQueue(queue.client, queue.url) };
});

purgeQueueContract('memory', async () => {
  const { purgeQueue } = memoryWorld();
  return { ...memory, queue: purgeQueue, received: async () => purgeQueue.take(100) };
});

purgeQueueContract('SQS', async () => {
  const queue = await openLocalQueue('purge');
  return { ...queue, queue: sqsPurgeQueue(queue.client, queue.url) };
});
