import { AwsFault } from '../fault.ts';
import { asObjects, asText, type JsonObject } from '../json.ts';
import { messageSize } from './send.ts';

/** SQS, quotas. */
const MAX_ENTRIES = 10;
const MAX_BATCH_BYTES = 1_048_576;

const fault = (type: string, message: string): AwsFault => new AwsFault(`com.amazonaws.sqs#${type}`, message);

function entriesOf(input: JsonObject): JsonObject[] {
  const entries = asObjects(input.Entries);
  if (entries.length === 0) {
    throw fault('EmptyBatchRequest', "The batch request doesn't contain any entries.");
  }
  if (entries.length > MAX_ENTRIES) {
    throw fault('TooManyEntriesInBatchRequest', `Maximum number of entries per request are ${MAX_ENTRIES}.`);
  }
  if (new Set(entries.map((entry) => entry.Id)).size < entries.length) {
    throw fault('BatchEntryIdsNotDistinct', 'Two or more batch entries in the request have the same Id.');
  }
  if (entries.reduce((bytes, entry) => bytes + messageSize(entry), 0) > MAX_BATCH_BYTES) {
    throw fault('BatchRequestTooLong', `Batch requests cannot be longer than ${MAX_BATCH_BYTES} bytes.`);
  }
  return entries;
}

/** Does each entry of a batch; the ones that fail are named with their reason. */
export function runBatch(input: JsonObject, runEntry: (entry: JsonObject) => JsonObject): JsonObject {
  const Successful: JsonObject[] = [];
  const Failed: JsonObject[] = [];
  for (const entry of entriesOf(input)) {
    const Id = asText(entry.Id) ?? '';
    try {
      Successful.push({ Id, ...runEntry(entry) });
    } catch (error) {
      if (!(error instanceof AwsFault)) throw error;
      const Code = error.type.split('#').at(-1);
      Failed.push({ Id, SenderFault: true, Code, Message: error.message });
    }
  }
  return { Successful, Failed };
}
