import { agentStoreContract } from './agent-store.contract.ts';
import { openAwsStores } from './aws-stores.ts';
import { openMemoryStores } from './stores.ts';

agentStoreContract('memory', openMemoryStores);
agentStoreContract('DynamoDB', openAwsStores);
