import { openAwsStores } from './aws-stores.ts';
import { eventStoreContract } from './event-store.contract.ts';
import { openMemoryStores } from './stores.ts';

eventStoreContract('memory', openMemoryStores);
eventStoreContract('DynamoDB', openAwsStores);
