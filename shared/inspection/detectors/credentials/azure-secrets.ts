import { isAlnumCode } from '../../detect/characters.ts';
import { type DataType, STRONG } from '../../detect/data-type.ts';
import { assignedValue } from './assignment.ts';
import { sampleOf } from './sample.ts';

/** 64 bytes (storage) or 32 bytes (Service Bus, Event Hubs) in base64. */
function matchStorageKey(text: string, start: number): number {
  const from = text[start] === '"' || text[start] === "'" ? start + 1 : start;
  const key = /^(?:[A-Za-z0-9+/]{86}==|[A-Za-z0-9+/]{43}=)(?![A-Za-z0-9+/=])/.exec(
    text.slice(from, from + 90),
  )?.[0];
  return key ? from + key.length : -1;
}

const azureStorage: DataType = {
  id: 'AZURE_STORAGE_KEY',
  name: 'Azure storage or service key',
  group: 'credentials',
  source: 'Microsoft Learn, storage account keys: 64 bytes in base64',
  find: [{ kind: 'labelled', match: matchStorageKey, valueAfter: assignedValue }],
  context: [
    'account key',
    'shared access key',
    'storage key',
    'storage account key',
    'azure storage key',
    'azure key',
  ],
  confidence: STRONG,
  mask: { tail: 4 },
  hits: [
    `DefaultEndpointsProtocol=https;AccountName=hr;AccountKey=«${sampleOf('', 'base64', 86)}==»;EndpointSuffix=core.windows.net`,
    `AZURE_STORAGE_KEY="«${sampleOf('', 'base64', 86)}==»"`,
  ],
  misses: ['AccountKey=<key>;', 'AccountKey=...'],
};

/** Azure client secrets hold `Q~` at the fifth place: three characters, a digit, `Q~`. */
function matchAzureSecret(text: string, at: number): readonly [number, number] | undefined {
  if (text[at - 1] !== 'Q') return undefined;
  AZURE_SECRET.lastIndex = at - 5;
  if (at < 5 || isAlnumCode(text.charCodeAt(at - 6)) || !AZURE_SECRET.test(text)) return undefined;
  const end = AZURE_SECRET.lastIndex;
  return isAlnumCode(text.charCodeAt(end)) ? undefined : [at - 5, end];
}

const AZURE_SECRET = /[A-Za-z0-9_~.-]{3}\dQ~[A-Za-z0-9_~.-]{31,34}/y;

const azureClientSecret: DataType = {
  id: 'AZURE_CLIENT_SECRET',
  name: 'Azure client secret',
  group: 'credentials',
  source: 'Microsoft Entra, application passwords since 2021',
  find: [{ kind: 'mark', mark: '~', next: /[\w~.-]/, match: matchAzureSecret }],
  confidence: STRONG,
  mask: { head: 3, tail: 4 },
  hits: [`AZURE_CLIENT_SECRET=«${sampleOf('', 'base62', 3)}8Q~${sampleOf('', 'base62', 34)}»`],
  misses: ['abc8Q~short', 'about ~30'],
};

const azureSas: DataType = {
  id: 'AZURE_SAS',
  name: 'Azure shared access signature',
  group: 'credentials',
  source: 'Microsoft Learn, "Create an account SAS"',
  find: [{ kind: 'token', prefixes: ['sig='], rest: /[A-Za-z0-9%+/]{40,80}(?:%3D|=)/ }],
  confidence: STRONG,
  mask: { head: 3, tail: 4 },
  hits: [`https://hr.blob.core.windows.net/x?sv=2022-11-02&sp=r&«sig=${sampleOf('', 'base62', 43)}%3D»`],
  misses: ['sig=abc', 'sig=<signature>'],
};

export const azureSecrets: readonly DataType[] = [azureStorage, azureClientSecret, azureSas];
