const key = (name: string, type: 'HASH' | 'RANGE') => ({ AttributeName: name, KeyType: type });
const attribute = (name: string, type = 'S') => ({ AttributeName: name, AttributeType: type });

const index = (name: string, partition: string, sort: string, projection: 'ALL' | 'KEYS_ONLY' = 'ALL') => ({
  IndexName: name,
  KeySchema: [key(partition, 'HASH'), key(sort, 'RANGE')],
  Projection: { ProjectionType: projection },
});

const base = {
  BillingMode: 'PAY_PER_REQUEST',
  KeySchema: [key('pk', 'HASH'), key('sk', 'RANGE')],
};

/** The three tables with the indexes that the stores ask for. */
export const tableDefinitions = [
  {
    ...base,
    TableName: 'integrations',
    AttributeDefinitions: [attribute('pk'), attribute('sk'), attribute('openScan'), attribute('heartbeatAt')],
    GlobalSecondaryIndexes: [index('openScans', 'openScan', 'heartbeatAt', 'KEYS_ONLY')],
  },
  {
    ...base,
    TableName: 'agents',
    AttributeDefinitions: [
      attribute('pk'),
      attribute('sk'),
      attribute('agentsOf'),
      attribute('ownerSort'),
      attribute('usageSort', 'N'),
      attribute('lastSeenSort'),
    ],
    GlobalSecondaryIndexes: [
      index('byOwner', 'agentsOf', 'ownerSort'),
      index('byUsage', 'agentsOf', 'usageSort'),
      index('byLastSeen', 'agentsOf', 'lastSeenSort'),
    ],
  },
  {
    ...base,
    TableName: 'events',
    AttributeDefinitions: [attribute('pk'), attribute('sk'), attribute('userKey'), attribute('riskKey')],
    GlobalSecondaryIndexes: [index('byUser', 'userKey', 'sk'), index('byRisk', 'riskKey', 'sk')],
  },
];

export const tables = { integrations: 'integrations', agents: 'agents', events: 'events' };
