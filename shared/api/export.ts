import * as z from 'zod/mini';
import { time } from './fields.ts';

/** Where a large export can be fetched without a token until it expires. */
export const exportLink = z.object({ url: z.string().check(z.meta({ format: 'uri' })), expiresAt: time });
export type ExportLink = z.infer<typeof exportLink>;
