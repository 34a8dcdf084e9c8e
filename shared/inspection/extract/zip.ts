import { openZip, type ZipMember } from '../container/zip.ts';
import type { Extraction } from '../extraction.ts';
import { guarded } from '../guarded.ts';
import type { ByteSource } from '../source.ts';
import { Unreadable } from '../unreadable.ts';
import { extractDocx } from './office/docx.ts';
import { officeKind, openOfficePackage } from './office/package.ts';
import { extractPptx } from './office/pptx.ts';
import { extractXlsx } from './office/xlsx.ts';
import { extractOpenDocument } from './open-document.ts';

/** Parts of one office document; its own parts do not count as members. */
const MAX_PARTS = 5_000;

/** Everything that comes in a ZIP container: office documents by their parts, else an archive member by member. */
export async function extractZip(source: ByteSource, out: Extraction): Promise<void> {
  const members = await openZip(source, out, Math.max(MAX_PARTS, out.limits.maxMembers));
  const kind = await officeKind(members);
  out.format(kind);
  if (kind === 'zip' || kind === 'epub') return extractArchive(members, out);
  if (members.length > MAX_PARTS) throw new Unreadable('too_many_members');
  if (members.some((member) => member.encrypted)) throw new Unreadable('encrypted');
  const parts = openOfficePackage(members, out);
  if (kind === 'docx') await extractDocx(parts, out);
  else if (kind === 'xlsx') await extractXlsx(parts, out);
  else if (kind === 'pptx') await extractPptx(parts, out);
  else await extractOpenDocument(parts, kind, out);
}

async function extractArchive(members: readonly ZipMember[], out: Extraction): Promise<void> {
  for (const member of members) await guarded(out, async () => out.member(await member.read(), member.name));
}
