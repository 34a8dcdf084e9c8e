import type { StagingArea } from '../../../shared/ports/staging-area.ts';
import type { MemoryObject } from '../../support/memory/staging-area.ts';
import type { Process } from '../process.ts';
import type { Cloud } from './cloud.ts';

/**
 * The staging area as one process has it. An object appears with its last byte or not at all; several are removed one by one.
 * The real adapter is left out here because the SDK's upload works with streams, whose turns virtual time does not count; it is
 * under test on local servers.
 */
export function stagingOf({ objects, note }: Cloud, process: Process): StagingArea {
  const access = (key: string) => note.access(process, [`T#${key.split('/')[1]}`]);
  const remove = (key: string) =>
    process.request({ name: 's3:DeleteObject', effect: () => void objects.delete(key) });

  const removeUnder = async (prefix: string) => {
    const mine = await process.request({
      name: 's3:ListObjects',
      effect: () => [...objects.keys()].filter((key) => key.startsWith(prefix)),
    });
    for (const key of mine) await remove(key);
    return mine.length;
  };

  return {
    put: async (key, body, { name, mimeType }) => {
      access(key);
      const parts: Uint8Array[] = [];
      for await (const part of body) parts.push(part);
      const whole: MemoryObject = { body: new Uint8Array(Buffer.concat(parts)), name, mimeType };
      await process.request({ name: 's3:PutObject', effect: () => void objects.set(key, whole) });
      return whole.body.byteLength;
    },
    get: async (key) => {
      access(key);
      const object = await process.request({ name: 's3:GetObject', effect: () => objects.get(key) });
      if (!object) return undefined;
      const { body, name, mimeType } = object;
      async function* parts() {
        yield body;
      }
      return { body: parts(), sizeBytes: body.byteLength, name, mimeType };
    },
    remove: async (keys) => {
      for (const key of keys) {
        access(key);
        await remove(key);
      }
    },
    removeOf: ({ tenant, scanId }) => {
      const prefix = `staging/${tenant}/${scanId}/`;
      access(prefix);
      return removeUnder(prefix);
    },
    removeAll: async (tenant) => ({
      staged: await removeUnder(`staging/${tenant}/`),
      exports: await removeUnder(`exports/${tenant}/`),
    }),
    removeListed: () => Promise.reject(new Error('Nobody is purged here.')),
    removeExports: (tenant) => removeUnder(`exports/${tenant}/`),
  };
}
