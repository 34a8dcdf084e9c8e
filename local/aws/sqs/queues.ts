import { AwsFault } from '../fault.ts';
import type { MessageStore } from './message-store.ts';
import { attributeOf, checkName, type Queue, queueNameOf } from './queue.ts';

export interface Queues {
  /** @throws QueueDoesNotExist */
  get(nameOrUrl: string): Queue;
  find(name: string): Queue | undefined;
  names(): string[];
  /** Creates the queue, or finds the one that already has these attributes. */
  create(name: string, attributes?: Record<string, string>, tags?: Record<string, string>): Queue;
  update(queue: Queue, attributes: Record<string, string>): void;
  tag(queue: Queue, tags: Record<string, string>): void;
  untag(queue: Queue, keys: string[]): void;
  delete(queue: Queue): void;
}

const notFound = (): AwsFault =>
  new AwsFault('com.amazonaws.sqs#QueueDoesNotExist', 'The specified queue does not exist.');

/** The queues of one server, kept in its store. */
export function queueRegistry(store: MessageStore): Queues {
  const queues = new Map(store.queues().map((queue) => [queue.name, queue]));
  const save = (queue: Queue): void => {
    queues.set(queue.name, queue);
    store.saveQueue(queue);
  };
  const get = (nameOrUrl: string): Queue => {
    const queue = queues.get(queueNameOf(nameOrUrl));
    if (!queue) throw notFound();
    return queue;
  };
  return {
    get,
    find: (name) => queues.get(name),
    names: () => [...queues.keys()],
    create(name, attributes = {}, tags = {}) {
      checkName(name, attributes);
      const existing = queues.get(name);
      if (!existing) {
        save({ name, attributes, tags, createdAt: Math.floor(Date.now() / 1000) });
        return get(name);
      }
      const other = Object.keys(attributes).find((key) => attributeOf(existing, key) !== attributes[key]);
      if (!other) return existing;
      throw new AwsFault(
        'com.amazonaws.sqs#QueueNameExists',
        `A queue already exists with the same name and a different value for attribute ${other}`,
      );
    },
    update: (queue, attributes) => save({ ...queue, attributes: { ...queue.attributes, ...attributes } }),
    tag: (queue, tags) => save({ ...queue, tags: { ...queue.tags, ...tags } }),
    untag(queue, keys) {
      save({
        ...queue,
        tags: Object.fromEntries(Object.entries(queue.tags).filter(([key]) => !keys.includes(key))),
      });
    },
    delete(queue) {
      queues.delete(queue.name);
      store.deleteQueue(queue.name);
    },
  };
}
