import { cleanFileName } from '../../shared/domain/file-name.ts';
import type { InspectionInput } from '../../shared/inspection/input.ts';
import type { StagedObject } from '../../shared/ports/staging-area.ts';

/** What is inspected, and as what: `messages` as `encodeMessages` writes them; all else as its bytes say. */
export interface InspectedCopy extends StagedObject {
  readonly as?: 'messages';
}

/** What the engine is told of a copy. Its name is cleaned before, so that unseen characters hide nothing in it. */
export const inspectionInput = ({ body, name, mimeType, sizeBytes, as }: InspectedCopy): InspectionInput => ({
  bytes: body,
  sizeBytes,
  ...(name === null ? {} : { declaredName: cleanFileName(name) }),
  ...(mimeType === null ? {} : { declaredType: mimeType }),
  ...(as && { as }),
});
