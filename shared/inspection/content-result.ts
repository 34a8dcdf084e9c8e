import type { Reason } from './reason.ts';
import type { InspectionResult } from './result.ts';

/** The part of a result that comes from the content. */
export type ContentResult = Pick<
  InspectionResult,
  'status' | 'reason' | 'partial' | 'partialReasons' | 'name' | 'format' | 'risk' | 'findings' | 'labels'
> & { readonly textChars: number };

/** How an item ends of which nothing was read. Only an empty one is clean. */
export function unread(reason: Reason, format = 'unknown'): ContentResult {
  return {
    status: reason === 'empty' ? 'clean' : reason === 'inspection_error' ? 'failed' : 'skipped',
    reason,
    partial: false,
    partialReasons: [],
    name: null,
    format,
    risk: null,
    findings: [],
    labels: [],
    textChars: 0,
  };
}
