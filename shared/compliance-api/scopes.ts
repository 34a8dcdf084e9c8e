export type ScopeGap = {
  /** The scopes that the key has. */
  readonly got: readonly string[];
  /** The scopes that would have opened the endpoint, without the audit scope that opens every read. */
  readonly missing: readonly string[];
};

/** Satisfies every read endpoint; the provider names it as the alternative in each refusal. */
const auditScope = 'read:org_audit';

const gotList = /got:\s*\[([^\]]*)\]/i;
const neededList = /needed(?: one of)?:\s*\[([^\]]*)\]/i;
const scopeName = /[a-z_]+(?::[a-z_]+)+/g;

/** Reads `Missing required scopes. Got: ['a'] Needed one of: ['b', 'read:org_audit']`; empty where the text differs. */
export function missingScopes(message: string): ScopeGap {
  const got = names(gotList.exec(message)?.[1]);
  const needed = names(neededList.exec(message)?.[1]);
  const missing = needed.filter((scope) => scope !== auditScope && !got.includes(scope));
  return { got, missing: missing.length > 0 ? missing : needed };
}

function names(list = ''): string[] {
  return list.match(scopeName) ?? [];
}
