import { createHash } from 'node:crypto';

/** A message attribute as the JSON protocol carries it; binary values are base64. */
export interface MessageAttribute {
  DataType: string;
  StringValue?: string;
  BinaryValue?: string;
}

export type MessageAttributes = Record<string, MessageAttribute>;

export const md5 = (data: string | Buffer): string => createHash('md5').update(data).digest('hex');

const STRING_TYPE = 1;
const BINARY_TYPE = 2;

function withLength(data: Buffer): Buffer {
  const length = Buffer.alloc(4);
  length.writeUInt32BE(data.length);
  return Buffer.concat([length, data]);
}

/** The digest that SDK clients check on sent attributes (SQS, "Calculating the MD5 message digest for message attributes"). */
export function md5OfAttributes(attributes: MessageAttributes): string | undefined {
  const names = Object.keys(attributes).sort();
  if (names.length === 0) return undefined;
  const parts = names.flatMap((name) => {
    const { DataType = '', StringValue = '', BinaryValue } = attributes[name] ?? { DataType: '' };
    const value = BinaryValue === undefined ? Buffer.from(StringValue) : Buffer.from(BinaryValue, 'base64');
    return [
      withLength(Buffer.from(name)),
      withLength(Buffer.from(DataType)),
      Buffer.from([BinaryValue === undefined ? STRING_TYPE : BINARY_TYPE]),
      withLength(value),
    ];
  });
  return md5(Buffer.concat(parts));
}

/** Bytes that count towards the size limit: name, type and value of each attribute. */
export const sizeOfAttributes = (attributes: MessageAttributes): number =>
  Object.entries(attributes).reduce(
    (size, [name, { DataType, StringValue = '', BinaryValue }]) =>
      size +
      Buffer.byteLength(name) +
      Buffer.byteLength(DataType) +
      (BinaryValue === undefined ? Buffer.byteLength(StringValue) : Buffer.byteLength(BinaryValue, 'base64')),
    0,
  );
