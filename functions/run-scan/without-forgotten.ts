import type { Forgotten } from '../../shared/privacy/forgotten.ts';
import type { ScanProvider } from './scan-work.ts';

/**
 * The provider as it is without what purged people did, so that no phase has to know of them. Bounds and cursors of pages
 * are those that the provider gave. Whoever lets scans ask for more says here whose it is.
 */
export function withoutForgotten(provider: ScanProvider, forgotten: Forgotten): ScanProvider {
  const isForgotten = (userId: string | null | undefined, at: number) =>
    typeof userId === 'string' && forgotten.at(userId, at);
  return {
    organizations: provider.organizations,
    fileContent: provider.fileContent,
    generatedFileContent: provider.generatedFileContent,
    artifactContent: provider.artifactContent,
    chatMessages: (chatId, options) =>
      filtered(
        provider.chatMessages(chatId, options),
        ({ createdAt }, { chat }) => !isForgotten(chat.user?.id, createdAt),
      ),
    project: provider.project,
    localSessionMessages: (id, options) =>
      filtered(
        provider.localSessionMessages(id, options),
        ({ createdAt }, { session }) => !isForgotten(session.user?.id, createdAt),
      ),
    remoteSessionMessages: (id, options) =>
      filtered(
        provider.remoteSessionMessages(id, options),
        ({ createdAt, sentByUserId }, { session }) =>
          !isForgotten(session.user?.id ?? sentByUserId, createdAt),
      ),
    projectDocument: provider.projectDocument,
    users: (organization) => filtered(provider.users(organization), ({ id }) => !forgotten.always(id)),
    activities: (options) =>
      filtered(provider.activities(options), ({ userId, at }) => !isForgotten(userId, at)),
    chats: (options) =>
      filtered(provider.chats(options), ({ user, updatedAt }) => !isForgotten(user?.id, updatedAt)),
    localSessions: (options) =>
      filtered(provider.localSessions(options), ({ user, updatedAt }) => !isForgotten(user?.id, updatedAt)),
    remoteSessions: (options) =>
      filtered(
        provider.remoteSessions(options),
        ({ user, startedBy, updatedAt }) => !isForgotten((user ?? startedBy)?.id, updatedAt),
      ),
    projects: (options) =>
      filtered(
        provider.projects(options),
        ({ user, updatedAt, createdAt }) => !isForgotten(user?.id, updatedAt ?? createdAt ?? 0),
      ),
  };
}

async function* filtered<Item, Page extends { readonly items: readonly Item[] }>(
  pages: AsyncIterable<Page & { readonly items: readonly Item[] }>,
  keep: (item: Item, page: Page) => boolean,
): AsyncGenerator<Page, void> {
  for await (const page of pages) yield { ...page, items: page.items.filter((item) => keep(item, page)) };
}
