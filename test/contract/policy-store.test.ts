import { openAwsStores } from './aws-stores.ts';
import { policyStoreContract } from './policy-store.contract.ts';
import { openMemoryStores } from './stores.ts';

policyStoreContract('memory', openMemoryStores);
policyStoreContract('DynamoDB', openAwsStores);
