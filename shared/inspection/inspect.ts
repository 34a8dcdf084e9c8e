import { inspectContent } from './content.ts';
import { type Inspect, type InspectContent, itemInspector } from './item.ts';
import { fileSource, memorySource } from './source.ts';

/** Inspects content in this thread. */
export const inspectHere: InspectContent = async (content, policy, limits, signal) => {
  if ('buffer' in content) {
    const source = memorySource(new Uint8Array(content.buffer));
    return inspectContent(source, policy, limits, signal, content);
  }
  using file = fileSource(content.path);
  return await inspectContent(file, policy, limits, signal, content);
};

/**
 * Inspects one item in this thread. A parser that hangs or exhausts memory takes the process with it: where items are
 * not trusted, use `createSandbox`.
 */
export const inspect: Inspect = itemInspector(inspectHere);
