import { random } from '../random.ts';
import type { DocumentPlan, Template } from './plan.ts';

const OFFICE = 'application/vnd.openxmlformats-officedocument';
const TYPES: Record<Template, { readonly extension: string; readonly mimeType: string | null }> = {
  text: { extension: 'txt', mimeType: 'text/plain' },
  'text-bom': { extension: 'txt', mimeType: 'text/plain' },
  'text-utf16le': { extension: 'txt', mimeType: 'text/plain' },
  'text-utf16be': { extension: 'txt', mimeType: null },
  'text-latin1': { extension: 'txt', mimeType: 'text/plain' },
  markdown: { extension: 'md', mimeType: 'text/markdown' },
  csv: { extension: 'csv', mimeType: 'text/csv' },
  json: { extension: 'json', mimeType: 'application/json' },
  'source-code': { extension: 'ts', mimeType: 'text/plain' },
  'lock-file': { extension: 'json', mimeType: 'application/json' },
  pdf: { extension: 'pdf', mimeType: 'application/pdf' },
  docx: { extension: 'docx', mimeType: `${OFFICE}.wordprocessingml.document` },
  xlsx: { extension: 'xlsx', mimeType: `${OFFICE}.spreadsheetml.sheet` },
  pptx: { extension: 'pptx', mimeType: `${OFFICE}.presentationml.presentation` },
  email: { extension: 'eml', mimeType: 'message/rfc822' },
  zip: { extension: 'zip', mimeType: 'application/zip' },
  'extracted-text': { extension: 'docx', mimeType: `${OFFICE}.wordprocessingml.document` },
  image: { extension: 'png', mimeType: 'image/png' },
  empty: { extension: 'txt', mimeType: 'text/plain' },
  'truncated-docx': { extension: 'docx', mimeType: `${OFFICE}.wordprocessingml.document` },
  'encrypted-pdf': { extension: 'pdf', mimeType: 'application/pdf' },
  'encrypted-zip': { extension: 'zip', mimeType: 'application/zip' },
  'archive-bomb': { extension: 'zip', mimeType: 'application/zip' },
  'unknown-binary': { extension: 'dat', mimeType: 'application/octet-stream' },
  oversize: { extension: 'bin', mimeType: 'application/octet-stream' },
};

const STEMS = [
  'export',
  'minutes',
  'price list',
  'Übersicht',
  'handover',
  'draft-2',
  'résumé des coûts',
  'q3_plan',
  'notes',
  'contract',
];
/** File names are user input: some carry paths, marks and controls. */
const ODD = ['../../etc/passwd', '-rf', '.hidden', 'a\u0007bell', '=SUM(A1)', '報告書', 'plan\u202etxt.exe'];

export interface DocumentName {
  readonly filename: string;
  readonly mimeType: string | null;
}

export function nameOf(plan: DocumentPlan): DocumentName {
  const draw = random(plan.seed ^ 0x4e4d);
  const { extension, mimeType } = TYPES[plan.template];
  const stem = draw.chance(0.04) ? draw.pick(ODD) : `${draw.pick(STEMS)}-${draw.integer(1, 999)}`;
  return { filename: `${stem}.${extension}`, mimeType };
}
