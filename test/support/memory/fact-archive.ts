import type { FactArchive } from '../../../shared/ports/fact-archive.ts';

/** Files by key, such as `facts/acme/2026-10-01/ab.ndjson`. */
export function memoryFactArchive(files: Map<string, string>): FactArchive {
  const removeLines = (tenant: string, goes: (line: string) => boolean) => {
    let facts = 0;
    for (const [key, text] of [...files]) {
      const [kind, owner] = key.split('/');
      if (owner !== tenant) continue;
      const lines = text.split('\n').filter(Boolean);
      const kept = lines.filter((line) => !goes(line));
      if (kind === 'facts') facts += lines.length - kept.length;
      if (kept.length === 0) files.delete(key);
      else files.set(key, `${kept.join('\n')}\n`);
    }
    return facts;
  };
  return {
    write: async (tenant, kind, name, text) => void files.set(`${kind}/${tenant}/${name}`, text),
    removeAll: async (tenant) => removeLines(tenant, () => true),
    removeMentions: async (tenant, userId) =>
      removeLines(tenant, (line) => line.includes(JSON.stringify(userId))),
  };
}
