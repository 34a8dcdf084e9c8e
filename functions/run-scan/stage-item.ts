import { createHash } from 'node:crypto';
import { checkedBody, type Download } from '../../shared/compliance-api/download.ts';
import { type Item, type Outcome, providerIdOf } from '../../shared/domain/item.ts';
import { AppError } from '../../shared/errors.ts';
import type { ScanWork } from './scan-work.ts';

/**
 * Streams one item from the provider to the staging area, once more if it arrives damaged.
 *
 * @returns `unavailable` when the provider keeps failing on it
 * @throws AppError for what is not about the item: a rejected key, a long wait, an ended scan
 */
export async function stageItem(work: ScanWork, item: Item, key: string): Promise<StagedItem> {
  if (item.deleted) return { end: { status: 'skipped', reason: 'deleted_by_user' }, sha256: '' };
  let sha256 = '';
  const end = await attemptTwice(async () => {
    sha256 = await stageOnce(work, item, key);
  });
  return { end, sha256 };
}

export interface StagedItem {
  readonly end: StageEnd;
  /** Of what was staged, hex; empty where nothing was. */
  readonly sha256: string;
}

export type StageEnd = 'staged' | 'unavailable' | Outcome;

/** What became of fetching something, once more where it arrived damaged. Throws what `stageItem` throws. */
export async function attemptTwice(stage: () => Promise<void>): Promise<StageEnd> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      await stage();
      return 'staged';
    } catch (error) {
      const end = endState(error);
      if (end === 'damaged' && attempt === 1) continue;
      return end === 'damaged' ? { status: 'failed', reason: 'corrupt' } : end;
    }
  }
}

async function stageOnce(work: ScanWork, item: Item, key: string): Promise<string> {
  const { deps } = work;
  const content = await contentOf(work, item);
  const { body } = checkedBody(content, { maxBytes: deps.limits.maxItemBytes });
  const hash = createHash('sha256');
  const hashed = async function* () {
    for await (const part of body) {
      hash.update(part);
      yield part;
    }
  };
  try {
    await deps.staging.put(key, hashed(), { name: content.name, mimeType: content.contentType });
    return hash.digest('hex');
  } finally {
    content.cancel();
  }
}

type Content = Pick<Download, 'name' | 'contentType' | 'md5' | 'body' | 'cancel'>;

async function contentOf({ provider }: ScanWork, item: Item): Promise<Content> {
  switch (item.kind) {
    case 'file_upload':
    case 'project_file':
      return provider.fileContent(item.id);
    case 'file_generated':
      // What the assistant makes has identifiers of its own or those of uploads (Compliance API, Chat messages).
      return item.id.startsWith('claude_gen_file_')
        ? provider.generatedFileContent(item.id)
        : provider.fileContent(item.id);
    case 'artifact': {
      const { content, title, artifactType } = await provider.artifactContent(item.id);
      return textContent(content, title, artifactType);
    }
    case 'project_document': {
      const { content, filename } = await provider.projectDocument(providerIdOf(item));
      return textContent(content, filename, 'text/plain');
    }
    case 'project_instructions': {
      const { name, description, instructions } = await provider.project(item.id);
      return textContent(`${description}\n\n${instructions}`.trim(), name, 'text/plain');
    }
    default:
      throw new Error(`Items of the kind ${item.kind} are not fetched one by one.`);
  }
}

/** Content that comes as text inside of an answer. */
function textContent(text: string, name: string | null, contentType: string | null): Content {
  async function* body() {
    yield Buffer.from(text, 'utf8');
  }
  return { name, contentType, md5: null, body: body(), cancel: () => undefined };
}

function endState(error: unknown): 'damaged' | 'unavailable' | Outcome {
  if (!(error instanceof AppError)) throw error;
  switch (error.code) {
    case 'GONE':
      return { status: 'skipped', reason: 'gone' };
    case 'DELETED_BY_USER':
      return { status: 'skipped', reason: 'deleted_by_user' };
    case 'TOO_LARGE':
      return { status: 'skipped', reason: 'too_large' };
    // The provider cannot show it at the moment, which can last for days.
    case 'FEATURE_UNAVAILABLE':
      return { status: 'skipped', reason: 'not_now' };
    case 'CORRUPT_BODY':
      return 'damaged';
    case 'PROVIDER_ERROR':
    case 'BAD_REQUEST':
    case 'BAD_ANSWER':
      return { status: 'failed', reason: 'provider_error' };
    case 'PROVIDER_UNAVAILABLE':
      return 'unavailable';
    default:
      throw error;
  }
}
