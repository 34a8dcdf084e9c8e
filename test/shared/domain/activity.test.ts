import { expect, test } from 'vitest';
import {
  type Activity,
  isByPerson,
  isChatCreation,
  isContentUse,
  isUnknownContentType,
  isUpload,
} from '../../../shared/domain/activity.ts';

const chatCreated: Activity = {
  id: 'activity_1',
  type: 'claude_chat_created',
  at: 0,
  actorType: 'user_actor',
  userId: 'user_1',
  email: 'mira@example.com',
  userAgent: null,
  ip: '198.51.100.24',
  organizationUuid: null,
};

test('starting a chat is use, and only that names the interface of the chat for sure', () => {
  expect(isChatCreation('claude_chat_created')).toBe(true);
  expect(isChatCreation('claude_chat_viewed')).toBe(false);
  expect(isContentUse('claude_chat_created')).toBe(true);
});

test.each([
  'claude_file_uploaded',
  'claude_project_file_uploaded',
  'claude_project_document_uploaded',
  'claude_project_document_updated',
])('%s gives content to Claude, and is use', (type) => {
  expect(isUpload(type)).toBe(true);
  expect(isContentUse(type)).toBe(true);
});

test.each([
  'claude_chat_access_failed',
  'claude_project_file_deletion_failed',
  'claude_artifact_invite_created',
  'sso_login_succeeded',
  'compliance_api_accessed',
  'claude_code_user_settings_updated',
])('%s is neither use nor unknown', (type) => {
  expect(isContentUse(type)).toBe(false);
  expect(isUpload(type)).toBe(false);
  expect(isUnknownContentType(type)).toBe(false);
});

test.each(['claude_chat_forked', 'claude_artifact_remixed', 'claude_project_document_merged'])(
  '%s is content that this version does not know',
  (type) => {
    expect(isUnknownContentType(type)).toBe(true);
    expect(isContentUse(type)).toBe(false);
  },
);

test('a signed-in user is a person', () => {
  expect(isByPerson(chatCreated)).toBe(true);
});

test.each([
  ['a key', { actorType: 'api_actor', userId: null }],
  ['a directory', { actorType: 'scim_directory_sync_actor', userId: null }],
  ['Anthropic', { actorType: 'anthropic_actor', userId: null }],
  ['somebody before sign-in', { actorType: 'unauthenticated_user_actor', userId: null }],
  ['an actor that this version does not know', { actorType: 'robot_actor' }],
  ['a background process in the name of a user', { ip: '0.0.0.0' }],
])('%s is not a person', (_what, change) => {
  expect(isByPerson({ ...chatCreated, ...change })).toBe(false);
});
