import { expect, test } from 'vitest';
import { firstPage } from '../../../shared/compliance-api/page.ts';
import { allItems, answer, collect, refuse, scriptedApi } from './support/scripted-server.ts';

const from = Date.UTC(2026, 9, 1);
const to = Date.UTC(2026, 9, 2);

function entry(id: string, type = 'claude_chat_created') {
  return { id, type, created_at: '2026-10-01T09:00:00Z', actor: { type: 'user_actor', user_id: 'user_1' } };
}

test('the feed is read in large pages without our own calls, from cursor to cursor', async () => {
  const { api, requests } = await scriptedApi((_request, response, call) =>
    answer(response, {
      data: [entry(`activity_${call}`)],
      has_more: call < 3,
      first_id: `first_${call}`,
      last_id: `last_${call}`,
    }),
  );

  const pages = await collect(api.activities({ from, to }));

  expect(pages.map(({ items }) => items[0]?.id)).toEqual(['activity_1', 'activity_2', 'activity_3']);
  expect(pages[1]).toMatchObject({ firstId: 'first_2', lastId: 'last_2', hasMore: true });
  expect(requests.map(({ query }) => query.get('after_id'))).toEqual([null, 'last_1', 'last_2']);
  expect([...requests[0]!.query]).toEqual([
    ['created_at.gte', '2026-10-01T00:00:00.000Z'],
    ['created_at.lt', '2026-10-02T00:00:00.000Z'],
    ['exclude_activity_types[]', 'compliance_api_accessed'],
    ['limit', '5000'],
  ]);
});

test('an empty page of the feed has no cursors', async () => {
  const { api } = await scriptedApi((_request, response) =>
    answer(response, { data: [], has_more: false, first_id: null, last_id: null }),
  );

  expect(await firstPage(api.activities())).toMatchObject({
    items: [],
    firstId: null,
    lastId: null,
    hasMore: false,
  });
});

test('a probe of the feed asks for one entry', async () => {
  const { api, requests } = await scriptedApi((_request, response) =>
    answer(response, { data: [entry('activity_1')], has_more: true, first_id: 'a', last_id: 'a' }),
  );

  await firstPage(api.activities({ limit: 1, order: 'asc', afterId: 'saved' }));

  expect(requests).toHaveLength(1);
  expect(requests[0]?.query.get('limit')).toBe('1');
  expect(requests[0]?.query.get('order')).toBe('asc');
  expect(requests[0]?.query.get('after_id')).toBe('saved');
});

test.each([
  "Unknown query parameter: 'exclude_activity_types[]'.",
  'exclude_activity_types[].0: Input is not one of the permitted values.',
])(
  'a deployment that answers "%s" is read without the exclusion, and our own calls are dropped here',
  async (message) => {
    const { api, requests } = await scriptedApi((request, response) => {
      if (request.query.has('exclude_activity_types[]'))
        refuse(response, 400, 'invalid_request_error', message);
      else
        answer(response, {
          data: [entry('activity_1', 'compliance_api_accessed'), entry('activity_2')],
          has_more: false,
          first_id: 'f',
          last_id: 'l',
        });
    });

    expect((await allItems(api.activities())).map(({ id }) => id)).toEqual(['activity_2']);
    expect((await allItems(api.activities())).map(({ id }) => id)).toEqual(['activity_2']);
    expect(requests).toHaveLength(3);
  },
);

test('entries that make no sense are left out and counted', async () => {
  const { api } = await scriptedApi((_request, response) =>
    answer(response, { data: [entry('activity_1'), null, 'text', { id: 'activity_2' }], has_more: false }),
  );

  expect(await allItems(api.activities())).toHaveLength(1);
  expect(api.unknowns()).toEqual({ 'malformed:activity': 3 });
});

test('organizations come page by page until the provider says that there are no more', async () => {
  const { api, requests } = await scriptedApi((request, response) => {
    const isFirst = !request.query.has('page');
    answer(response, {
      data: [{ uuid: isFirst ? 'u1' : 'u2', name: 'Europe', created_at: '2025-06-01T10:00:00.512000+00:00' }],
      has_more: isFirst,
      next_page: isFirst ? 'token' : 'left over',
    });
  });

  const pages = await collect(api.organizations());

  expect(pages.map(({ nextPage }) => nextPage)).toEqual(['token', null]);
  expect(pages[0]?.items).toEqual([
    { uuid: 'u1', name: 'Europe', createdAt: Date.UTC(2025, 5, 1, 10, 0, 0, 512) },
  ]);
  expect(requests.map(({ path }) => path)).toEqual(Array(2).fill('/v1/compliance/organizations'));
});

test('the users of an organization carry name, address and role, where known', async () => {
  const { api, requests } = await scriptedApi((_request, response) =>
    answer(response, {
      data: [
        {
          id: 'user_1',
          full_name: 'Mira',
          email: 'mira@example.com',
          organization_role: 'owner',
          created_at: null,
        },
        { id: 'user_2' },
      ],
      has_more: false,
      next_page: null,
    }),
  );

  expect(await allItems(api.users('3f0c9a52'))).toEqual([
    { id: 'user_1', fullName: 'Mira', email: 'mira@example.com', role: 'owner', createdAt: null },
    { id: 'user_2', fullName: null, email: null, role: null, createdAt: null },
  ]);
  expect(requests[0]?.path).toBe('/v1/compliance/organizations/3f0c9a52/users');
});

const chat = {
  id: 'claude_chat_1',
  name: 'Contract review',
  created_at: '2026-10-02T09:14:33Z',
  updated_at: '2026-10-02T09:21:50Z',
  deleted_at: null,
  href: 'https://claude.ai/chat/a27f4c19',
  model: 'claude-opus-5-5',
  organization_uuid: '3f0c9a52',
  project_id: 'claude_proj_1',
  user: { id: 'user_1', email_address: 'mira@example.com' },
};

test('chats come in the order in which they changed', async () => {
  const deleted = {
    ...chat,
    id: 'claude_chat_2',
    name: '',
    deleted_at: '2026-10-01T16:45:02Z',
    model: null,
    user: null,
  };
  const { api, requests } = await scriptedApi((_request, response) =>
    answer(response, { data: [chat, deleted], has_more: false, first_id: 'f', last_id: 'l' }),
  );

  const page = await firstPage(api.chats({ afterId: 'saved', updatedAtGte: from }));

  expect(page?.lastId).toBe('l');
  expect(page?.items).toEqual([
    {
      id: 'claude_chat_1',
      name: 'Contract review',
      createdAt: Date.UTC(2026, 9, 2, 9, 14, 33),
      updatedAt: Date.UTC(2026, 9, 2, 9, 21, 50),
      deletedAt: null,
      href: 'https://claude.ai/chat/a27f4c19',
      model: 'claude-opus-5-5',
      organizationUuid: '3f0c9a52',
      projectId: 'claude_proj_1',
      user: { id: 'user_1', email: 'mira@example.com' },
    },
    expect.objectContaining({
      id: 'claude_chat_2',
      name: '',
      deletedAt: Date.UTC(2026, 9, 1, 16, 45, 2),
      model: null,
      user: null,
    }),
  ]);
  expect([...requests[0]!.query]).toEqual([
    ['order_by', 'updated_at'],
    ['updated_at.gte', '2026-10-01T00:00:00.000Z'],
    ['after_id', 'saved'],
    ['limit', '1000'],
  ]);
});

test('the messages of a chat bring its text, tool calls at full length, files and artifacts', async () => {
  const messages = [
    {
      id: 'claude_chat_msg_1',
      role: 'user',
      created_at: '2026-10-02T09:14:33Z',
      content: [{ type: 'text', text: 'Compare the clauses.', truncated: false }],
      files: [
        {
          id: 'claude_file_1',
          filename: 'draft.docx',
          mime_type: 'application/msword',
          size_bytes: 35,
          md5: 'aa',
        },
      ],
      generated_files: null,
      artifacts: null,
    },
    {
      id: 'claude_chat_msg_2',
      role: 'assistant',
      created_at: '2026-10-02T09:15:20Z',
      content: [
        {
          type: 'tool_use',
          id: 't',
          name: 'search',
          input: '{"query":"x"}',
          integration_name: 'Vault',
          truncated: true,
        },
        {
          type: 'tool_result',
          name: 'search',
          is_error: true,
          content: [{ type: 'text', text: 'none' }, null],
        },
        { type: 'hologram', text: 'seen from the side' },
      ],
      files: null,
      generated_files: [{ id: 'claude_gen_file_1', filename: 'clauses.csv' }],
      artifacts: [{ id: 'claude_artifact_1', version_id: 'claude_artifact_version_1', title: 'Clauses' }],
    },
  ];
  const { api, requests } = await scriptedApi((_request, response) =>
    answer(response, { ...chat, chat_messages: messages, has_more: false, first_id: 'f', last_id: 'l' }),
  );

  const page = await firstPage(api.chatMessages('claude_chat_1'));

  expect(page?.chat).toMatchObject({ id: 'claude_chat_1', model: 'claude-opus-5-5' });
  expect(page?.items).toEqual([
    {
      id: 'claude_chat_msg_1',
      role: 'user',
      createdAt: Date.UTC(2026, 9, 2, 9, 14, 33),
      content: [{ type: 'text', text: 'Compare the clauses.', truncated: false }],
      files: [
        {
          id: 'claude_file_1',
          filename: 'draft.docx',
          mimeType: 'application/msword',
          sizeBytes: 35,
          md5: 'aa',
          createdAt: null,
        },
      ],
      generatedFiles: [],
      artifacts: [],
    },
    {
      id: 'claude_chat_msg_2',
      role: 'assistant',
      createdAt: Date.UTC(2026, 9, 2, 9, 15, 20),
      content: [
        {
          type: 'tool_use',
          name: 'search',
          input: '{"query":"x"}',
          integrationName: 'Vault',
          mcpServerUrl: null,
          truncated: true,
        },
        {
          type: 'tool_result',
          name: 'search',
          isError: true,
          texts: ['none'],
          integrationName: null,
          mcpServerUrl: null,
          truncated: false,
        },
        { type: 'other', text: 'seen from the side', truncated: false },
      ],
      files: [],
      generatedFiles: [expect.objectContaining({ id: 'claude_gen_file_1', sizeBytes: null, md5: null })],
      artifacts: [
        {
          artifactId: 'claude_artifact_1',
          versionId: 'claude_artifact_version_1',
          title: 'Clauses',
          artifactType: null,
        },
      ],
    },
  ]);
  expect(api.unknowns()).toEqual({ 'block-type:hologram': 1 });
  expect(requests[0]?.path).toBe('/v1/compliance/apps/chats/claude_chat_1/messages');
  expect(Object.fromEntries(requests[0]!.query)).toEqual({
    limit: '500',
    tool_use_input_max_chars: '-1',
    tool_result_max_chars: '-1',
  });
});

test('messages that do not say which chat they belong to break the contract', async () => {
  const { api } = await scriptedApi((_request, response) => answer(response, { chat_messages: [] }));

  await expect(firstPage(api.chatMessages('claude_chat_1'))).rejects.toMatchObject({ code: 'BAD_ANSWER' });
});

test('the metadata of files and generated files name what they belong to', async () => {
  const { api, requests } = await scriptedApi((_request, response) =>
    answer(response, {
      id: 'f',
      filename: 'a.txt',
      mime_type: null,
      claude_chat_ids: ['c1', null],
      message_ids: ['m1'],
      claude_chat_id: 'c2',
      created_at: '2026-10-02T09:13:58Z',
    }),
  );

  expect(await api.fileMetadata('claude_file_1')).toMatchObject({
    filename: 'a.txt',
    chatIds: ['c1'],
    messageIds: ['m1'],
  });
  expect(await api.generatedFileMetadata('claude_gen_file_1')).toMatchObject({
    chatId: 'c2',
    mimeType: null,
  });
  expect(requests.map(({ path }) => path)).toEqual([
    '/v1/compliance/apps/chats/files/claude_file_1',
    '/v1/compliance/apps/chats/generated-files/claude_gen_file_1',
  ]);
});

test('an artifact version has metadata over its text, and its text', async () => {
  const { api, requests } = await scriptedApi((request, response) => {
    const common = {
      id: 'claude_artifact_1',
      version_id: 'v1',
      title: 'Clauses',
      artifact_type: 'text/markdown',
    };
    if (request.path.endsWith('/content')) answer(response, { ...common, content: '# Clauses\n' });
    else answer(response, { ...common, claude_chat_id: 'c1', created_at: null, size_bytes: 10, md5: 'aa' });
  });

  expect(await api.artifactMetadata('v1')).toEqual({
    artifactId: 'claude_artifact_1',
    versionId: 'v1',
    title: 'Clauses',
    artifactType: 'text/markdown',
    chatId: 'c1',
    createdAt: null,
    sizeBytes: 10,
    md5: 'aa',
  });
  expect(await api.artifactContent('v1')).toMatchObject({ content: '# Clauses\n', title: 'Clauses' });
  expect(requests.map(({ path }) => path)).toEqual([
    '/v1/compliance/apps/artifacts/v1',
    '/v1/compliance/apps/artifacts/v1/content',
  ]);
});

test('projects, their texts, their attachments and their documents', async () => {
  const project = { id: 'p1', name: 'Onboarding', created_at: '2026-03-12T18:22:41.123456Z', user: null };
  const answers: Record<string, unknown> = {
    '/v1/compliance/apps/projects': { data: [project], has_more: false, next_page: null },
    '/v1/compliance/apps/projects/p1': { ...project, description: 'Checklists', instructions: 'Be brief.' },
    '/v1/compliance/apps/projects/p1/attachments': {
      data: [
        { type: 'project_file', id: 'claude_file_1', filename: 'rates.pdf', size_bytes: 482_133 },
        { type: 'project_doc', id: 'claude_proj_doc_1', filename: 'checklist.txt', mime_type: 'text/plain' },
        { type: 'project_video', id: 'v1' },
      ],
      has_more: false,
      next_page: null,
    },
    '/v1/compliance/apps/projects/documents/d1': {
      id: 'd1',
      filename: 'checklist.txt',
      content: '1. Proof\n',
      user: null,
    },
    '/v1/compliance/apps/projects/documents/d1/metadata': {
      id: 'd1',
      claude_project_id: 'p1',
      size_bytes: 9,
      md5: 'aa',
    },
  };
  const { api, requests } = await scriptedApi((request, response) => answer(response, answers[request.path]));

  expect(await allItems(api.projects({ updatedAtGte: from }))).toMatchObject([{ id: 'p1', updatedAt: null }]);
  expect(await api.project('p1')).toMatchObject({ description: 'Checklists', instructions: 'Be brief.' });
  expect(await allItems(api.projectAttachments('p1'))).toMatchObject([
    { type: 'file', id: 'claude_file_1', sizeBytes: 482_133 },
    { type: 'document', id: 'claude_proj_doc_1', mimeType: 'text/plain' },
  ]);
  expect(await api.projectDocument('d1')).toMatchObject({ id: 'd1', content: '1. Proof\n' });
  expect(await api.projectDocumentMetadata('d1')).toMatchObject({ projectId: 'p1', sizeBytes: 9 });
  expect(api.unknowns()).toEqual({ 'attachment-type:project_video': 1, 'malformed:attachment': 1 });
  expect(Object.fromEntries(requests[0]!.query)).toEqual({
    'updated_at.gte': '2026-10-01T00:00:00.000Z',
    limit: '100',
  });
});

test('local sessions end only where no next page is named, and short pages do not end them', async () => {
  const session = (id: string) => ({
    id,
    user: { id: 'user_1', email_address: null },
    product_surface: 'claude_code',
    created_at: '2026-10-01T14:02:11Z',
    updated_at: '2026-10-02T08:57:30Z',
    truncated: true,
  });
  const { api, requests } = await scriptedApi((_request, response, call) =>
    answer(response, {
      data: call === 2 ? [] : [session(`clls_${call}`)],
      next_page: call < 3 ? `page_${call}` : null,
    }),
  );

  const sessions = await allItems(api.localSessions({ updatedAtGte: from }));

  expect(sessions.map(({ id }) => id)).toEqual(['clls_1', 'clls_3']);
  expect(sessions[0]).toEqual({
    id: 'clls_1',
    organizationUuid: null,
    user: { id: 'user_1', email: null },
    productSurface: 'claude_code',
    createdAt: Date.UTC(2026, 9, 1, 14, 2, 11),
    updatedAt: Date.UTC(2026, 9, 2, 8, 57, 30),
    truncated: true,
  });
  expect(requests.map(({ query }) => query.get('page'))).toEqual([null, 'page_1', 'page_2']);
});

test('the messages of a local session keep their order and say what is missing', async () => {
  const message = (id: string, provenance: unknown) => ({
    id,
    role: 'user',
    model: null,
    created_at: '2026-10-01T14:02:11Z',
    provenance,
    content: [{ type: 'text', text: id, truncated: false }],
  });
  const { api, requests } = await scriptedApi((_request, response) =>
    answer(response, {
      session: { id: 'clls_1', created_at: '2026-10-01T14:02:11Z' },
      data: [
        message('b', { type: 'content_unavailable', reason: 'retention_elapsed' }),
        message('a', { type: 'synthetic_marker' }),
        message('c', null),
        message('d', { type: 'content_unavailable' }),
      ],
      next_page: null,
    }),
  );

  const page = await firstPage(api.localSessionMessages('clls_1'));

  expect(page?.session.id).toBe('clls_1');
  expect(page?.items.map(({ id, unavailable }) => [id, unavailable])).toEqual([
    ['b', 'retention_elapsed'],
    ['a', null],
    ['c', null],
    ['d', 'unknown'],
  ]);
  expect(Object.fromEntries(requests[0]!.query)).toMatchObject({
    tool_use_input_max_bytes: '-1',
    tool_result_max_bytes: '-1',
  });
});

test('remote sessions belong to people or to agents', async () => {
  const common = { created_at: '2026-10-02T07:40:00Z', updated_at: '2026-10-02T08:01:12Z', status: 'active' };
  const { api, requests } = await scriptedApi((request, response) => {
    const session = { ...common, id: 'cse_1', user: { id: 'user_1', email_address: 'tomas@example.com' } };
    const ofAgent = {
      ...common,
      id: 'cse_2',
      user: null,
      agent_id: 'cagt_1',
      started_by_user: { id: 'user_2' },
    };
    const message = {
      id: 'csev_1',
      role: 'user',
      created_at: '2026-10-02T07:40:01Z',
      content: [],
      content_unavailable: true,
    };
    if (request.path.endsWith('/messages')) answer(response, { session, data: [message], next_page: null });
    else answer(response, { data: [session, ofAgent], next_page: null });
  });

  expect(await allItems(api.remoteSessions({ createdAtGte: from }))).toMatchObject([
    { id: 'cse_1', user: { email: 'tomas@example.com' }, agentId: null, startedBy: null },
    { id: 'cse_2', user: null, agentId: 'cagt_1', startedBy: { id: 'user_2', email: null } },
  ]);
  expect(await firstPage(api.remoteSessionMessages('cse_1'))).toMatchObject({
    session: { id: 'cse_1' },
    items: [{ id: 'csev_1', unavailable: true, sentByUserId: null }],
  });
  expect(requests[0]?.query.get('created_at.gte')).toBe('2026-10-01T00:00:00.000Z');
});

test('code artifacts list their versions; has_more does not count', async () => {
  const { api } = await scriptedApi((_request, response, call) =>
    answer(response, {
      data: [
        {
          id: `cart_${call}`,
          owner_user_id: null,
          versions: [{ id: 'v1', name: 'Dashboard', created_at: null }, {}],
        },
      ],
      has_more: call === 2,
      next_page: call === 1 ? 'token' : null,
    }),
  );

  expect(await allItems(api.codeArtifacts())).toMatchObject([
    { id: 'cart_1', ownerUserId: null, versions: [{ id: 'v1', name: 'Dashboard', createdAt: null }] },
    { id: 'cart_2' },
  ]);
});
