import { randomUUID } from 'node:crypto';
import { AwsFault } from '../fault.ts';
import type { ListeningServer } from '../http-server.ts';
import type { Access } from '../iam/access.ts';
import { serveQuery } from '../query-server.ts';
import { type RequestCounts, requestCounts } from '../request-counts.ts';

/** A message that was published; topics and subscriptions of this machine there are none. */
export interface PublishedNotice {
  readonly at: string;
  readonly topicArn: string;
  readonly subject: string | null;
  readonly message: string;
  readonly attributes: Readonly<Record<string, string>>;
}

export interface SnsServer extends ListeningServer {
  /** The latest messages, oldest first. */
  published(): readonly PublishedNotice[];
}

const KEPT = 200;

/** `Publish` of SNS, to any topic: what was published is kept in memory to look at. */
export async function startSns(
  options: { counts?: RequestCounts; port?: number; access?: Access } = {},
): Promise<SnsServer> {
  const counts = options.counts ?? requestCounts();
  const inbox: PublishedNotice[] = [];
  const server = await serveQuery(
    'http://sns.amazonaws.com/doc/2010-03-31/',
    ({ operation, input, signer }) => {
      counts.add('sns', operation);
      if (operation !== 'Publish') throw new AwsFault('InvalidAction', operation);
      const notice = noticeIn(input);
      options.access?.check(signer, () => [{ action: 'sns:Publish', resource: notice.topicArn }]);
      inbox.push(notice);
      inbox.splice(0, inbox.length - KEPT);
      return `<MessageId>${randomUUID()}</MessageId>`;
    },
    options.port,
  );
  return { ...server, published: () => [...inbox] };
}

function noticeIn(input: URLSearchParams): PublishedNotice {
  const topicArn = input.get('TopicArn') ?? '';
  const message = input.get('Message') ?? '';
  if (!topicArn.startsWith('arn:') || message === '')
    throw new AwsFault('InvalidParameter', 'No topic or no message.');
  return {
    at: new Date().toISOString(),
    topicArn,
    subject: input.get('Subject'),
    message,
    attributes: attributesIn(input),
  };
}

function attributesIn(input: URLSearchParams): Record<string, string> {
  const attributes: Record<string, string> = {};
  for (let n = 1; input.has(`MessageAttributes.entry.${n}.Name`); n += 1) {
    const entry = `MessageAttributes.entry.${n}`;
    attributes[input.get(`${entry}.Name`) ?? ''] = input.get(`${entry}.Value.StringValue`) ?? '';
  }
  return attributes;
}
