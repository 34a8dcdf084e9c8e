import { openAwsStores } from './aws-stores.ts';
import { scanChunksContract } from './scan-chunks.contract.ts';
import { scanSettleContract } from './scan-settle.contract.ts';
import { scanStoreContract } from './scan-store.contract.ts';
import { openMemoryStores } from './stores.ts';

for (const contract of [scanStoreContract, scanChunksContract, scanSettleContract]) {
  contract('memory', openMemoryStores);
  contract('DynamoDB', openAwsStores);
}
