import type * as z from 'zod/mini';
import { type NoticesAnswer, type noticesBody, noticesOf } from '../../shared/api/notices.ts';
import { checkNoticeTopic, noticeTopicName } from '../../shared/domain/notice.ts';
import type { NoticeStore } from '../../shared/ports/notices.ts';
import { type AuditDeps, audited } from '../../shared/runtime/audited.ts';
import type { Caller } from '../../shared/runtime/caller.ts';

export interface ManageNoticesDeps extends AuditDeps {
  readonly notices: NoticeStore;
}

export const readNotices = async (
  { notices }: Pick<ManageNoticesDeps, 'notices'>,
  { tenant }: Pick<Caller, 'tenant'>,
): Promise<NoticesAnswer> => noticesOf(await notices.find(tenant), noticeTopicName(tenant));

/** @throws AppError NOTICE_TOPIC_REFUSED for a topic that has not the tenant's name. */
export const saveNotices = (
  deps: ManageNoticesDeps,
  caller: Pick<Caller, 'tenant' | 'actor'>,
  { targets }: z.output<typeof noticesBody>,
): Promise<NoticesAnswer> =>
  audited(
    deps,
    caller,
    'set-notices',
    async () => {
      const { tenant, actor } = caller;
      for (const { topicArn } of targets) checkNoticeTopic(tenant, topicArn);
      const settings = { targets, savedAt: new Date(deps.clock.now()).toISOString(), savedBy: actor };
      await deps.notices.save(tenant, settings);
      return noticesOf(settings, noticeTopicName(tenant));
    },
    () => ({ topics: targets.map(({ topicArn }) => topicArn).join(' ') }),
  );
