import { createHash } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Caller, problemOf, startCaller } from './caller.ts';

let caller: Caller;
beforeAll(async () => {
  caller = await startCaller();
});
afterAll(() => caller.simulator.stop());

interface Metadata {
  readonly filename: string | null;
  readonly mime_type: string | null;
  readonly size_bytes: number;
  readonly md5: string;
}

const fileId = (index: number) => caller.simulator.world.ids.tagged('file', index);
const isThere = (index: number) => {
  const { files, chats } = caller.simulator.world;
  return (
    files[index]!.deletedAt === 0 && (files[index]!.chat < 0 || chats[files[index]!.chat]!.deletedAt === 0)
  );
};

describe('the content of a file', () => {
  it('is chunked, with the hash of the served bytes and the extended form of the name', async () => {
    for (const { index } of caller.simulator.world.files.filter(({ index }) => isThere(index))) {
      const metadata = await caller.read<Metadata>(`apps/chats/files/${fileId(index)}`);
      const { headers, bytes } = await caller.bytes(`apps/chats/files/${fileId(index)}/content`);
      const md5 = createHash('md5').update(bytes);
      expect(headers.get('content-length')).toBeNull();
      expect(headers.get('transfer-encoding')).toBe('chunked');
      expect(bytes.length).toBe(metadata.size_bytes);
      expect(Buffer.from(headers.get('content-md5') ?? '', 'base64').toString('hex')).toBe(metadata.md5);
      expect(md5.digest('hex')).toBe(metadata.md5);
      const [, name] =
        /^attachment; filename\*=utf-8''([\w.!#$&+^`|~%-]+)$/.exec(
          headers.get('content-disposition') ?? '',
        ) ?? [];
      expect(decodeURIComponent(name ?? '')).toBe(metadata.filename);
    }
  });

  it('may be a text behind the name and the type of a Word file', async () => {
    const texts: string[] = [];
    for (const { index } of caller.simulator.world.files.filter(({ index }) => isThere(index))) {
      const { filename } = await caller.read<Metadata>(`apps/chats/files/${fileId(index)}`);
      if (!filename?.endsWith('.docx')) continue;
      const { bytes, headers } = await caller.bytes(`apps/chats/files/${fileId(index)}/content`);
      if (bytes.subarray(0, 2).toString() !== 'PK') texts.push(headers.get('content-type') ?? '');
    }
    expect(texts.length).toBeGreaterThan(0);
    expect(new Set(texts)).toEqual(
      new Set(['application/vnd.openxmlformats-officedocument.wordprocessingml.document']),
    );
  });

  it('is as large as it was made for the one file that no limit lets through', async () => {
    const { bytes } = await caller.bytes(
      `apps/chats/files/${fileId(caller.simulator.world.oversizeFile)}/content`,
    );
    expect(bytes.length).toBe(300_000);
  });

  it('carries the canary in one document alone', async () => {
    const { canaries, world } = caller.simulator;
    const holders: number[] = [];
    for (const { index } of world.files.filter(({ index }) => isThere(index))) {
      const { bytes } = await caller.bytes(`apps/chats/files/${fileId(index)}/content`);
      if (bytes.includes(canaries.document)) holders.push(index);
    }
    expect(holders).toEqual([world.canaryFile]);
    expect(caller.simulator.keys.parent).toContain(canaries.key);
  });
});

describe('a file that is gone', () => {
  it('is named by the UUID behind its identifier', async () => {
    const { world } = caller.simulator;
    const gone = world.files.find(({ deletedAt }) => deletedAt !== 0)!;
    const message = `File not found: ${world.ids.uuid('file', gone.index)}`;
    for (const path of ['', '/content']) {
      expect(problemOf(await caller.get(`apps/chats/files/${fileId(gone.index)}${path}`))).toEqual([
        404,
        'not_found_error',
        message,
      ]);
    }
  });
});

describe('what the assistant made', () => {
  const lasting = <T extends { readonly chat: number; readonly index: number }>(list: readonly T[]) =>
    list.find(({ chat }) => caller.simulator.world.chats[chat]!.deletedAt === 0)!;

  it('is served as generated files', async () => {
    const { world } = caller.simulator;
    const file = lasting(world.generatedFiles);
    const id = world.ids.tagged('generatedFile', file.index);
    const metadata = await caller.read<Metadata & { claude_chat_id: string }>(
      `apps/chats/generated-files/${id}`,
    );
    expect(metadata.claude_chat_id).toBe(world.ids.tagged('chat', file.chat));
    const { bytes } = await caller.bytes(`apps/chats/generated-files/${id}/content`);
    expect(createHash('md5').update(bytes).digest('hex')).toBe(metadata.md5);
    const missing = world.ids.tagged('generatedFile', 999_999);
    expect(problemOf(await caller.get(`apps/chats/generated-files/${missing}`))[2]).toBe(
      `Generated file not found: '${missing}'`,
    );
    expect(problemOf(await caller.get(`apps/chats/generated-files/${missing}/content`))[2]).toBe(
      `Generated file content not found: '${missing}'`,
    );
  });

  it('is served as artifacts, whose content is JSON and hashed as text', async () => {
    const { world } = caller.simulator;
    const id = world.ids.tagged('artifactVersion', lasting(world.artifactVersions).index);
    const metadata = await caller.read<Metadata>(`apps/artifacts/${id}`);
    const { content } = await caller.read<{ content: string }>(`apps/artifacts/${id}/content`);
    expect(createHash('md5').update(content).digest('hex')).toBe(metadata.md5);
    expect(Buffer.byteLength(content)).toBe(metadata.size_bytes);
    const missing = world.ids.tagged('artifactVersion', 999_999);
    expect(problemOf(await caller.get(`apps/artifacts/${missing}/content`))[2]).toBe(
      `Artifact version not found: '${missing}'`,
    );
  });
});
