import { auditLogContract } from './audit-log.contract.ts';
import { openAwsStores } from './aws-stores.ts';
import { openMemoryStores } from './stores.ts';

auditLogContract('memory', openMemoryStores);
auditLogContract('DynamoDB', openAwsStores);
