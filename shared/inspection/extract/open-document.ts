import type { Extraction } from '../extraction.ts';
import type { OfficePackage } from './office/package.ts';

export async function extractOpenDocument(_parts: OfficePackage, _out: Extraction): Promise<void> {}
