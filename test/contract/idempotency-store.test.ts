import { openAwsStores } from './aws-stores.ts';
import { idempotencyStoreContract } from './idempotency-store.contract.ts';
import { openMemoryStores } from './stores.ts';

idempotencyStoreContract('memory', openMemoryStores);
idempotencyStoreContract('DynamoDB', openAwsStores);
