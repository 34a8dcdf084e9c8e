import { openAwsStores } from './aws-stores.ts';
import { privacyStoreContract } from './privacy-store.contract.ts';
import { openMemoryStores } from './stores.ts';

privacyStoreContract('memory', openMemoryStores);
privacyStoreContract('DynamoDB', openAwsStores);
