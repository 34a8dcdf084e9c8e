import { randomUUID } from 'node:crypto';
import { type ListeningServer, listen, readBody } from '../http-server.ts';
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
export async function startSns(options: { counts?: RequestCounts; port?: number } = {}): Promise<SnsServer> {
  const counts = options.counts ?? requestCounts();
  const inbox: PublishedNotice[] = [];
  const server = await listen((request, response) => {
    void readBody(request).then((body) => {
      const input = new URLSearchParams(body.toString('utf8'));
      const operation = input.get('Action') ?? '';
      counts.add('sns', operation);
      const [status, answer] = operation === 'Publish' ? publish(input, inbox) : refusal('InvalidAction');
      inbox.splice(0, inbox.length - KEPT);
      response.writeHead(status, { 'content-type': 'text/xml' }).end(answer);
    });
  }, options.port);
  return { ...server, published: () => [...inbox] };
}

function publish(input: URLSearchParams, inbox: PublishedNotice[]): [number, string] {
  const topicArn = input.get('TopicArn') ?? '';
  const message = input.get('Message') ?? '';
  if (!topicArn.startsWith('arn:') || message === '') return refusal('InvalidParameter');
  inbox.push({
    at: new Date().toISOString(),
    topicArn,
    subject: input.get('Subject'),
    message,
    attributes: attributesIn(input),
  });
  return [
    200,
    `<PublishResponse xmlns="http://sns.amazonaws.com/doc/2010-03-31/"><PublishResult><MessageId>${randomUUID()}</MessageId></PublishResult></PublishResponse>`,
  ];
}

function attributesIn(input: URLSearchParams): Record<string, string> {
  const attributes: Record<string, string> = {};
  for (let n = 1; input.has(`MessageAttributes.entry.${n}.Name`); n += 1) {
    const entry = `MessageAttributes.entry.${n}`;
    attributes[input.get(`${entry}.Name`) ?? ''] = input.get(`${entry}.Value.StringValue`) ?? '';
  }
  return attributes;
}

const refusal = (code: string): [number, string] => [
  400,
  `<ErrorResponse xmlns="http://sns.amazonaws.com/doc/2010-03-31/"><Error><Type>Sender</Type><Code>${code}</Code><Message>${code}</Message></Error></ErrorResponse>`,
];
