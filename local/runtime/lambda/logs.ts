import { createWriteStream, mkdirSync, type WriteStream } from 'node:fs';
import { join } from 'node:path';

export interface FunctionLogs {
  add(functionName: string, line: string): void;
  /** The latest lines of a function, oldest first. */
  latest(functionName: string): string[];
  stop(): Promise<void>;
}

const KEPT_LINES = 1000;

/**
 * Keeps what functions write.
 * @param folder where each function's lines are appended to `<function>.log`; only in memory if not given
 */
export function functionLogs(
  folder: string | undefined,
  onLog: (functionName: string, line: string) => void,
): FunctionLogs {
  const kept = new Map<string, string[]>();
  const files = new Map<string, WriteStream>();
  if (folder) mkdirSync(folder, { recursive: true });

  const fileOf = (functionName: string): WriteStream | undefined => {
    if (!folder || files.has(functionName)) return files.get(functionName);
    const file = createWriteStream(join(folder, `${functionName}.log`), { flags: 'a', mode: 0o600 });
    files.set(functionName, file);
    return file;
  };
  return {
    add(functionName, line) {
      const lines = kept.get(functionName) ?? [];
      kept.set(functionName, lines);
      lines.push(line);
      if (lines.length > KEPT_LINES) lines.shift();
      fileOf(functionName)?.write(`${line}\n`);
      onLog(functionName, line);
    },
    latest: (functionName) => [...(kept.get(functionName) ?? [])],
    async stop() {
      await Promise.all([...files.values()].map((file) => new Promise<void>((resolve) => file.end(resolve))));
    },
  };
}
