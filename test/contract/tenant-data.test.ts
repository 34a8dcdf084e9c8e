import { openAwsStores } from './aws-stores.ts';
import { openMemoryStores } from './stores.ts';
import { tenantDataContract } from './tenant-data.contract.ts';

tenantDataContract('memory', openMemoryStores);
tenantDataContract('DynamoDB', openAwsStores);
