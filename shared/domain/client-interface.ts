/** Where a person uses Claude: in a browser, in the desktop app, in the mobile app. */
export type ClientInterface = 'browser' | 'desktop' | 'mobile';

export interface InterfaceRule {
  /** Stable, stored with what it decided. */
  readonly id: string;
  /** Source of a regular expression over the user agent, matched without regard to case. */
  readonly pattern: string;
  readonly interface: ClientInterface;
  /** False where the string names no interface that we list, so that Browser is only the fallback. */
  readonly attributed: boolean;
}

export interface InterfaceRules {
  readonly version: string;
  /** The first rule that matches decides. */
  readonly rules: readonly InterfaceRule[];
}

export interface InterfaceVerdict {
  readonly interface: ClientInterface;
  readonly ruleId: string;
  readonly attributed: boolean;
}

/**
 * The feed has no platform field, only the raw user agent; these are the strings known in September 2026
 * (Compliance API, Telling clients apart). The in-app web views of the mobile apps also say `Claude/<version>`,
 * so they come before the desktop rule. `CFNetwork` alone could be an iPhone or a Mac: Mobile is never guessed.
 */
export const interfaceRules: InterfaceRules = {
  version: '2026-09-29',
  rules: [
    {
      id: 'cli-in-desktop',
      pattern: '^claude-cli/.*\\b(?:claude-desktop|local-agent)\\b',
      interface: 'desktop',
      attributed: true,
    },
    { id: 'cli', pattern: '^claude-cli/|claude-code', interface: 'browser', attributed: false },
    {
      id: 'android-app',
      pattern: 'com\\.anthropic\\.claude/[\\d.]+ \\(Android',
      interface: 'mobile',
      attributed: true,
    },
    { id: 'android-web-view', pattern: 'Android.* Claude/\\d', interface: 'mobile', attributed: true },
    {
      id: 'ios-web-view',
      pattern: '(?:iPhone|iPad|iPod).*Claude/\\d',
      interface: 'mobile',
      attributed: true,
    },
    { id: 'ios-app', pattern: '^Claude\\b.*\\biOS\\b', interface: 'mobile', attributed: true },
    { id: 'desktop-app', pattern: 'ClaudeNest/|\\sClaude/\\d', interface: 'desktop', attributed: true },
    {
      id: 'mobile-browser',
      pattern: '^Mozilla/.*(?:iPhone|iPad|iPod|Android|Mobile)',
      interface: 'browser',
      attributed: true,
    },
    {
      id: 'browser',
      pattern: '^Mozilla/.*(?:Chrome|Firefox|Safari|Edg)',
      interface: 'browser',
      attributed: true,
    },
  ],
};

const missing: InterfaceVerdict = { interface: 'browser', ruleId: 'missing', attributed: false };
const unknown: InterfaceVerdict = { interface: 'browser', ruleId: 'unknown', attributed: false };

/** Real ones stay below 300 characters; the rest could only be there to cost time. */
const maxLength = 1_024;

/** A tenant has hundreds of different strings, not tens of thousands. */
const maxRemembered = 10_000;

/**
 * A function from a user agent to the interface behind it. Each string is matched once and remembered.
 * Missing and unknown strings count as Browser, marked as not attributed.
 */
export function createInterfaceClassifier({
  rules,
}: InterfaceRules = interfaceRules): (userAgent: string | null) => InterfaceVerdict {
  const compiled = rules.map(({ id, pattern, ...rule }) => ({
    expression: new RegExp(pattern, 'i'),
    verdict: { interface: rule.interface, ruleId: id, attributed: rule.attributed },
  }));
  const remembered = new Map<string, InterfaceVerdict>();

  return (userAgent) => {
    if (!userAgent) return missing;
    const known = remembered.get(userAgent);
    if (known) return known;

    const start = userAgent.slice(0, maxLength);
    const verdict = compiled.find(({ expression }) => expression.test(start))?.verdict ?? unknown;
    if (remembered.size >= maxRemembered) remembered.clear();
    remembered.set(userAgent, verdict);
    return verdict;
  };
}
