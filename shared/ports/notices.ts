import type { Notice, NoticeTarget } from '../domain/notice.ts';
import type { Tenant } from '../domain/tenant.ts';

export interface NoticeSettings {
  readonly targets: readonly NoticeTarget[];
  readonly savedAt: string;
  readonly savedBy: string;
}

export interface NoticeStore {
  find(tenant: Tenant): Promise<NoticeSettings | undefined>;
  save(tenant: Tenant, settings: NoticeSettings): Promise<void>;
}

/** Topics of the tenants. */
export interface NoticeTopics {
  /** `refused`: there is no such topic, or it does not take our messages. */
  publish(topicArn: string, notice: Notice): Promise<'sent' | 'refused'>;
}
