import { openAwsStores } from './aws-stores.ts';
import { integrationStoreContract } from './integration-store.contract.ts';
import { openMemoryStores } from './stores.ts';

integrationStoreContract('memory', openMemoryStores);
integrationStoreContract('DynamoDB', openAwsStores);
