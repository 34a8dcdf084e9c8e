import fc from 'fast-check';
import { expect, test } from 'vitest';
import { createInterfaceClassifier, interfaceRules } from '../../../shared/domain/client-interface.ts';

const classify = createInterfaceClassifier();

const mac = 'Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/537.36 (KHTML, like Gecko)';
const windows = 'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko)';
const iphone =
  'Mozilla/5.0 (iPhone; CPU iPhone OS 18_7 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko)';
const ipad = 'Mozilla/5.0 (iPad; CPU OS 18_7 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko)';
const android =
  'Mozilla/5.0 (Linux; Android 15; Pixel 9 Build/AP4A; wv) AppleWebKit/537.36 (KHTML, like Gecko) Version/4.0';

test.each([
  ['macOS', `${mac} Claude/1.15962.0 Chrome/148.0.7778.254 Electron/42.4.0 Safari/537.36`],
  ['Windows', `${windows} Claude/1.34493.1 Chrome/148.0.7778.280 Electron/42.9.2 Safari/537.36`],
  ['Windows Store', `${windows} Claude/1.22209.0 Chrome/148.0.7778.271 Electron/42.5.1 Safari/537.36 MSIX`],
  [
    'Windows Store, newer',
    `${windows} Claude/1.26832.0 Chrome/148.0.7778.271 Electron/42.7.0 Safari/537.36 MSIX`,
  ],
  ['older', `${mac} Claude/1.0.211 Chrome/134.0.6998.205 Electron/35.2.1 Safari/537.36`],
  ['older, Windows', `${windows} Claude/1.4758.0 Chrome/130.0.6723.137 Electron/33.4.11 Safari/537.36`],
  ['browser pane, macOS', `${mac} Claude/1.46388.4 Chrome/148.0.7778.280 Safari/537.36`],
  ['browser pane, newer', `${mac} Claude/1.49585.0 Chrome/152.0.7977.76 Safari/537.36`],
  ['browser pane, Windows', `${windows} Claude/2.19675.0 Chrome/152.0.7977.130 Safari/537.36`],
  [
    'before general availability',
    `${mac} ClaudeNest/0.7.1 Chrome/126.0.6478.234 Electron/31.7.7 Safari/537.36`,
  ],
])('the desktop app (%s) is Desktop', (_what, userAgent) => {
  expect(classify(userAgent)).toEqual({ interface: 'desktop', ruleId: 'desktop-app', attributed: true });
});

test.each([
  ['Android', 'Claude com.anthropic.claude/1.260618.10 (Android 34)', 'android-app'],
  [
    'Android, variant',
    'Claude com.anthropic.claude/1.260902.20 (Android 29) Claude/1.260902.20',
    'android-app',
  ],
  [
    'Android web view',
    `${android} Chrome/152.0.7977.64 Mobile Safari/537.36 Claude/1.260911.19`,
    'android-web-view',
  ],
  ['iPhone web view', `${iphone} Mobile/15E148 Claude/1.260916.19`, 'ios-web-view'],
  ['iPad web view', `${ipad} Mobile/15E148 Claude/1.260916.19`, 'ios-web-view'],
  ['iOS', 'Claude com.anthropic.claude/1.260916.19 (iOS 18.7)', 'ios-app'],
])('the mobile app (%s) is Mobile', (_what, userAgent, ruleId) => {
  expect(classify(userAgent)).toEqual({ interface: 'mobile', ruleId, attributed: true });
});

test.each([
  ['Chrome', `${mac} Chrome/152.0.0.0 Safari/537.36`, 'browser'],
  ['Edge', `${windows} Chrome/152.0.0.0 Safari/537.36 Edg/152.0.0.0`, 'browser'],
  ['Firefox', 'Mozilla/5.0 (X11; Linux x86_64; rv:142.0) Gecko/20100101 Firefox/142.0', 'browser'],
  [
    'Safari on an iPad that says Macintosh',
    `${mac.replace('537.36', '605.1.15')} Version/26.0 Safari/605.1.15`,
    'browser',
  ],
  ['Safari on an iPhone', `${iphone} Version/18.7 Mobile/15E148 Safari/604.1`, 'mobile-browser'],
  ['Safari on an iPad', `${ipad} Version/18.7 Mobile/15E148 Safari/604.1`, 'mobile-browser'],
  [
    'Chrome on Android',
    'Mozilla/5.0 (Linux; Android 15; K) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/152.0.0.0 Mobile Safari/537.36',
    'mobile-browser',
  ],
])('%s is Browser', (_what, userAgent, ruleId) => {
  expect(classify(userAgent)).toEqual({ interface: 'browser', ruleId, attributed: true });
});

test.each([
  'claude-cli/2.1.205 (external, local-agent, agent-sdk/0.3.205)',
  'claude-cli/2.1.246 (external, claude-desktop)',
  'claude-cli/2.1.219 (external, claude-desktop-3p, agent-sdk/0.3.219)',
])('%s runs inside the desktop app', (userAgent) => {
  expect(classify(userAgent)).toEqual({ interface: 'desktop', ruleId: 'cli-in-desktop', attributed: true });
});

test.each([
  ['claude-cli/2.1.153 (external, cli)', 'cli'],
  ['claude-cli/2.1.153 (external, sdk-cli)', 'cli'],
  ['claude-cli/2.1.220 (external, claude-vscode, agent-sdk/0.3.220)', 'cli'],
  ['Claude/1.260916.19 CFNetwork/3826.500.131 Darwin/24.5.0', 'unknown'],
  ['Claude-User/1.0', 'unknown'],
  ['curl/8.5.0', 'unknown'],
  ['python-requests/2.32.3', 'unknown'],
  ['halcyon-watch/1.4.0', 'unknown'],
  ['Mozilla/5.0...', 'unknown'],
])('%s names none of the three, so Browser is only a fallback', (userAgent, ruleId) => {
  expect(classify(userAgent)).toEqual({ interface: 'browser', ruleId, attributed: false });
});

test.each([null, ''])('a missing string (%j) is not attributed', (userAgent) => {
  expect(classify(userAgent)).toEqual({ interface: 'browser', ruleId: 'missing', attributed: false });
});

test('nothing that does not name Claude is Mobile or Desktop', () => {
  const platform = fc.constantFrom(
    'iPhone',
    'iPad',
    'Android 15',
    'Windows NT 10.0',
    'Macintosh',
    'iOS 18',
    'Mobile',
  );
  const product = fc.constantFrom(
    'Chrome/152.0',
    'Safari/604.1',
    'CriOS/152.0',
    'FxiOS/143.0',
    'Electron/42.0',
    'wv',
  );
  fc.assert(
    fc.property(fc.array(fc.oneof(platform, product, fc.string()), { maxLength: 12 }), (parts) => {
      const userAgent = parts.join(' ');
      fc.pre(!/claude/i.test(userAgent));

      expect(classify(userAgent).interface).toBe('browser');
    }),
  );
});

test('a string of any length and content has a verdict, the same one each time', () => {
  fc.assert(
    fc.property(fc.string({ maxLength: 3_000 }), (userAgent) => {
      expect(createInterfaceClassifier()(userAgent)).toEqual(classify(userAgent));
      expect(classify(userAgent)).toEqual(classify(userAgent));
    }),
  );
});

test('a string that is made to be expensive is cut before it is matched', () => {
  const hostile = `Mozilla/5.0 ${'Android '.repeat(200_000)}`;

  expect(classify(hostile)).toMatchObject({ interface: 'browser', ruleId: 'mobile-browser' });
});

test('rules are configuration: the first that matches decides', () => {
  const rules = [
    { id: 'kiosk', pattern: '^AcmeKiosk/', interface: 'desktop', attributed: true } as const,
    ...interfaceRules.rules,
  ];

  const own = createInterfaceClassifier({ version: 'acme-1', rules });

  expect(own('AcmeKiosk/2.0 Chrome/152.0')).toEqual({
    interface: 'desktop',
    ruleId: 'kiosk',
    attributed: true,
  });
  expect(own(`${mac} Chrome/152.0.0.0 Safari/537.36`).ruleId).toBe('browser');
});

test('rule ids are unique, because they are stored with what they decided', () => {
  const ids = interfaceRules.rules.map(({ id }) => id);

  expect(new Set([...ids, 'missing', 'unknown']).size).toBe(ids.length + 2);
});
