import fc from 'fast-check';
import { expect, test } from 'vitest';
import { normaliseActivity } from '../../../shared/compliance-api/normalise.ts';
import { createUnknowns } from '../../../shared/compliance-api/unknowns.ts';

function normalised(entry: Record<string, unknown>) {
  const unknowns = createUnknowns();
  return { activity: normaliseActivity(entry, unknowns), unknowns: unknowns.counts() };
}

const upload = {
  id: 'activity_01',
  created_at: '2026-10-02T09:13:58Z',
  organization_id: 'org_01',
  organization_uuid: '3f0c9a52-7d41-4e8b-9b6a-5c2d1e7f8a90',
  actor: {
    type: 'user_actor',
    user_id: 'user_01',
    email_address: 'tomas@example.com',
    ip_address: '203.0.113.77',
    user_agent: 'Claude com.anthropic.claude/1.260902.20 (Android 35)',
  },
  type: 'claude_file_uploaded',
  claude_file_id: 'claude_file_01',
  filename: null,
  claude_chat_id: null,
  claude_project_id: null,
};

test('an upload keeps who, when, how and what', () => {
  expect(normalised(upload)).toEqual({
    activity: {
      id: 'activity_01',
      type: 'claude_file_uploaded',
      at: Date.UTC(2026, 9, 2, 9, 13, 58),
      actorType: 'user_actor',
      userId: 'user_01',
      email: 'tomas@example.com',
      userAgent: 'Claude com.anthropic.claude/1.260902.20 (Android 35)',
      ip: '203.0.113.77',
      organizationUuid: '3f0c9a52-7d41-4e8b-9b6a-5c2d1e7f8a90',
      fileId: 'claude_file_01',
    },
    unknowns: {},
  });
});

test('every thing that an activity is about has its own place', () => {
  const { activity } = normalised({
    ...upload,
    claude_chat_id: 'c',
    claude_project_id: 'p',
    claude_project_document_id: 'd',
    claude_artifact_id: 'a',
    claude_artifact_version_id: 'v',
  });

  expect(activity).toMatchObject({
    chatId: 'c',
    projectId: 'p',
    fileId: 'claude_file_01',
    documentId: 'd',
    artifactId: 'a',
    artifactVersionId: 'v',
  });
});

test('an address that somebody claims before sign-in is not taken for theirs', () => {
  const actor = { type: 'unauthenticated_user_actor', unauthenticated_email_address: 'tomas@example.com' };

  expect(normalised({ ...upload, type: 'sso_login_initiated', actor }).activity).toMatchObject({
    email: null,
    userId: null,
  });
});

test.each(['scim_directory_sync_actor', 'anthropic_actor', 'system_actor', 'attested_device_actor'])(
  'a %s has neither address nor client',
  (type) => {
    const { activity, unknowns } = normalised({ ...upload, actor: { type } });

    expect(activity).toMatchObject({ actorType: type, userId: null, email: null, ip: null, userAgent: null });
    expect(unknowns).toEqual({});
  },
);

test('types and actors from the future pass through and are counted', () => {
  const entry = { ...upload, type: 'claude_chat_forked', actor: { type: 'robot_actor', user_id: 'user_9' } };

  const { activity, unknowns } = normalised(entry);

  expect(activity).toMatchObject({ type: 'claude_chat_forked', actorType: 'robot_actor', userId: 'user_9' });
  expect(unknowns).toEqual({ 'activity-type:claude_chat_forked': 1, 'actor-type:robot_actor': 1 });
});

test.each([undefined, null, 'user', []])('an actor that is %j is an unknown one', (actor) => {
  expect(normalised({ ...upload, actor }).activity).toMatchObject({ actorType: 'unknown', userId: null });
});

test.each(['id', 'type', 'created_at'])('an entry without %s is none', (field) => {
  expect(normalised({ ...upload, [field]: null }).activity).toBeNull();
});

test('whatever the feed holds, reading it never fails', () => {
  const field = fc.constantFrom(...Object.keys(upload));
  fc.assert(
    fc.property(fc.dictionary(field, fc.jsonValue()), (changes) => {
      const { activity } = normalised({ ...upload, ...changes });

      expect(activity === null || Number.isFinite(activity.at)).toBe(true);
    }),
  );
});

test('names that flood in are counted together after the first two hundred', () => {
  const unknowns = createUnknowns();
  for (let number = 0; number < 1_000; number += 1) unknowns.add('block-type', `kind-${number}`);
  unknowns.add('block-type', 'kind-0');

  const counts = unknowns.counts();

  expect(Object.keys(counts)).toHaveLength(201);
  expect(counts['block-type:kind-0']).toBe(2);
  expect(counts['block-type:(more)']).toBe(800);
});
