import type { Extraction } from '../../extraction.ts';
import { Unreadable } from '../../unreadable.ts';
import type { OfficePackage } from './package.ts';

/** The texts that cells point to by number. Phonetic hints are left out. */
export async function readSharedStrings(parts: OfficePackage, out: Extraction): Promise<readonly string[]> {
  const strings: string[] = [];
  let current = '';
  let chars = 0;
  let inText = false;
  let phonetic = false;
  await parts.readXml('xl/sharedStrings.xml', {
    start(name) {
      if (name === 'si') current = '';
      else if (name === 't') inText = !phonetic;
      else if (name === 'rPh') phonetic = true;
    },
    end(name) {
      if (name === 't') inText = false;
      else if (name === 'rPh') phonetic = false;
      else if (name === 'si') {
        strings.push(current);
        chars += current.length;
        if (chars > out.limits.maxMemberBytes) throw new Unreadable('too_large');
      }
    },
    text(text) {
      if (inText) current += text;
    },
  });
  return strings;
}
