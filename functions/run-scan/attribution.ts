import { dayOf } from '../../shared/domain/day.ts';
import type { Item } from '../../shared/domain/item.ts';
import type { ChatOrigin } from '../../shared/ports/agent-store.ts';
import { collectedFromOf } from './flush-tally.ts';
import { evidenceOf, type ScanWork } from './scan-work.ts';

/** Owner of what the provider names nobody of, and no activity does. */
export const NO_USER = 'unknown';

/**
 * Whose a conversation or a project is, as far as the provider and activities tell. It is not sure while the activity that
 * created it was not read: it may lie in a gap, or be indexed late where it was created since the first day that was read.
 *
 * @param createdAt epoch ms, null where the provider does not say
 */
export function attribution(
  work: ScanWork,
  userId: string | undefined,
  origin: ChatOrigin | undefined,
  createdAt: number | null,
): Pick<Item, 'userId' | 'interface' | 'unsure'> {
  const hasGap = evidenceOf(work.scan, 'activities').missingFrom !== null;
  const isRecent = createdAt !== null && dayOf(createdAt) >= collectedFromOf(work);
  return {
    userId: userId ?? origin?.userId ?? NO_USER,
    interface: origin?.interface ?? 'browser',
    ...(origin?.by !== 'created' && (hasGap || isRecent) && { unsure: true }),
  };
}

/** The same item, which an earlier scan has listed with what was known then. */
export function attributedAnew<T extends Item>(
  work: ScanWork,
  item: T,
  origin: ChatOrigin | undefined,
  createdAt: number | null,
): T {
  const { unsure: _, ...rest } = item;
  const userId = item.userId === NO_USER ? undefined : item.userId;
  return { ...rest, ...attribution(work, userId, origin, createdAt) } as T;
}
