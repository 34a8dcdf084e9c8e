import type { Activity } from '../../shared/domain/activity.ts';

export const CHROME =
  'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/152.0.0.0 Safari/537.36';
export const DESKTOP =
  'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Claude/1.34493.1 Chrome/148.0.7778.280 Electron/42.9.2 Safari/537.36';
export const ANDROID_APP = 'Claude com.anthropic.claude/1.260618.10 (Android 34)';

let count = 0;

/** An activity of a person in Chrome, with what the test says about it. `at` is an ISO time here. */
export function anActivity(given: Partial<Omit<Activity, 'at'>> & { at?: string } = {}): Activity {
  count += 1;
  const { at = '2026-10-02T10:00:00Z', ...rest } = given;
  return {
    id: `activity_${String(count).padStart(6, '0')}`,
    type: 'claude_chat_viewed',
    actorType: 'user_actor',
    userId: 'user_mira',
    email: 'mira@example.com',
    userAgent: CHROME,
    ip: '198.51.100.24',
    organizationUuid: 'org-1',
    ...rest,
    at: Date.parse(at),
  };
}
