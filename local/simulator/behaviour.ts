/**
 * What the provider's documentation leaves open or has changed lately, as switches: a client must work with either
 * setting. The defaults are the likelier readings, state of September 2026.
 */
export interface Behaviour {
  /** Largest delay between an activity and its appearance in the feed, seconds; the documented bound is a minute. */
  readonly indexingLagSeconds: number;
  /** Share of activities that appear much later than documented. */
  readonly stragglers: number;
  /** How much later, seconds. */
  readonly stragglerLagSeconds: number;
  /** Share of activities delivered twice: the feed is at-least-once. */
  readonly duplicates: number;
  /** Vendor examples show activity ids as cursors, a production user saw base64; both are always accepted. */
  readonly activityCursors: 'id' | 'encoded';
  /** Names in activities about files, as before 24 September 2026. */
  readonly namesInActivities: boolean;
  /** What stands instead of a name: documented as null, empty or missing. */
  readonly blankName: 'null' | 'empty' | 'missing';
  /** Whether `organization_ids[]` on the feed drops entries that belong to no organization (inferred). */
  readonly organizationFilterDropsOthers: boolean;
  /** Whether a missing `anthropic-version` header is refused; what the provider does is not published. */
  readonly versionHeaderRequired: boolean;
  /** Whether a switched-off API shows before a missing scope; the order is not published. */
  readonly disabledBeforeScope: boolean;
  /** `user_ids[]` together with `updated_at.*` on chats: announced as refused after 22 September 2026. */
  readonly userFilterWithUpdatedAt: 'refused' | 'accepted';
  /** Messages of a chat that its user deleted: their shape is not published. */
  readonly deletedChatMessages: 'emptied' | 'absent';
  /** Whether artifact content carries `id` and `version_id` besides the documented fields. */
  readonly artifactContentIds: boolean;
  /** Settings are rolled out to parents one by one; elsewhere every organization answers 404. */
  readonly settingsAvailable: boolean;
  /** Whole seconds added to `retry-after` beyond the reset: documented as a possible small safety margin. */
  readonly retryAfterMarginSeconds: number;
  /** The second budget, of remote sessions only; its size is not published. Requests per minute. */
  readonly remoteSessionBudget: number;
  /** Largest share of a page that session messages fill: pages may end early. */
  readonly sessionPageFill: number;
}

export const DEFAULT_BEHAVIOUR: Behaviour = {
  indexingLagSeconds: 55,
  stragglers: 0,
  stragglerLagSeconds: 20 * 60,
  duplicates: 0,
  activityCursors: 'id',
  namesInActivities: false,
  blankName: 'null',
  organizationFilterDropsOthers: true,
  versionHeaderRequired: false,
  disabledBeforeScope: true,
  userFilterWithUpdatedAt: 'refused',
  deletedChatMessages: 'emptied',
  artifactContentIds: true,
  settingsAvailable: true,
  retryAfterMarginSeconds: 1,
  remoteSessionBudget: 120,
  sessionPageFill: 1,
};
