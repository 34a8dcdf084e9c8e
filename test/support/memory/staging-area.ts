import type { StagingArea } from '../../../shared/ports/staging-area.ts';

export interface MemoryObject {
  readonly body: Uint8Array;
  readonly name: string | null;
  readonly mimeType: string | null;
}

export function memoryStagingArea(objects: Map<string, MemoryObject>): StagingArea {
  const removeUnder = (prefix: string) =>
    [...objects.keys()].filter((key) => key.startsWith(prefix) && objects.delete(key)).length;

  return {
    put: async (key, body, { name, mimeType }) => {
      const parts: Uint8Array[] = [];
      for await (const part of body) parts.push(part);
      const whole = new Uint8Array(Buffer.concat(parts));
      objects.set(key, { body: whole, name, mimeType });
      return whole.byteLength;
    },

    get: async (key) => {
      const object = objects.get(key);
      if (!object) return undefined;
      const { body, name, mimeType } = object;
      return { body: inParts(body), sizeBytes: body.byteLength, name, mimeType };
    },

    remove: async (keys) => {
      for (const key of keys) objects.delete(key);
    },

    removeOf: async ({ tenant, scanId }) => removeUnder(`staging/${tenant}/${scanId}/`),

    removeAll: async (tenant) => ({
      staged: removeUnder(`staging/${tenant}/`),
      exports: removeUnder(`exports/${tenant}/`),
    }),

    removeListed: async (tenant, keys) =>
      keys.filter((key) => key.startsWith(`staging/${tenant}/`) && objects.delete(key)).length,

    removeExports: async (tenant) => removeUnder(`exports/${tenant}/`),
  };
}

async function* inParts(body: Uint8Array, size = 65_536) {
  for (let at = 0; at < body.byteLength; at += size) yield body.subarray(at, at + size);
}
