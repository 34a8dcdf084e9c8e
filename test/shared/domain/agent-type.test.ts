import { describe, expect, test } from 'vitest';
import { agentType } from '../../../shared/api/fields.ts';
import { agentId, parseAgentId } from '../../../shared/domain/agent.ts';
import { agentName, agentTypeOf, isAgentType, NAMED_AGENT_TYPES } from '../../../shared/domain/agent-type.ts';

describe('types of agents', () => {
  test.each([
    ['cowork', 'cowork', 'Claude Cowork (Compliance API)'],
    ['cowork_remote', 'cowork', 'Claude Cowork (Compliance API)'],
    ['claude_code', 'claude_code', 'Claude Code (Compliance API)'],
    ['office_agents/excel', 'office', 'Claude for Microsoft 365 (Compliance API)'],
    ['office_agents', 'office', 'Claude for Microsoft 365 (Compliance API)'],
    ['claude_in_chrome', 'chrome', 'Claude in Chrome (Compliance API)'],
    ['claude_science', 'science', 'Claude Science (Compliance API)'],
    ['claude_for_legal/drafts', 'session_claude_for_legal', 'Claude For Legal (Compliance API)'],
    ['voice', 'session_voice', 'Claude Voice (Compliance API)'],
    [null, 'session_unknown', 'Claude Unknown (Compliance API)'],
  ])('a session of %s belongs to %s', (surface, type, name) => {
    expect(agentTypeOf(surface)).toBe(type);
    expect(agentName(agentTypeOf(surface))).toBe(name);
  });

  test.each([
    ['desktop', 'session_desktop'],
    ['__proto__', 'session_proto'],
    ['constructor', 'session_constructor'],
    ['a.b#c\n<script>', 'session_a_b_c_script'],
    ['x'.repeat(500), `session_${'x'.repeat(40)}`],
    ['///', 'session_unknown'],
  ])('the provider cannot make up an interface or break a key with %j', (surface, type) => {
    expect(agentTypeOf(surface)).toBe(type);
    expect(isAgentType(type)).toBe(true);
  });

  test('ids of agents of every type can be read again', () => {
    for (const type of [...NAMED_AGENT_TYPES, agentTypeOf('some thing')]) {
      expect(parseAgentId(agentId('user_01', type))).toEqual({ userId: 'user_01', client: type });
    }
    for (const id of ['user_01.toaster', 'user_01.session_', 'user_01.toString', 'user_01.session_A']) {
      expect(parseAgentId(id)).toBeUndefined();
    }
  });

  test('requests may name every type and nothing else', () => {
    for (const type of [...NAMED_AGENT_TYPES, 'session_voice']) expect(agentType.parse(type)).toBe(type);
    for (const type of ['toaster', 'session_', 'session_a.b', '__proto__'])
      expect(agentType.safeParse(type).success).toBe(false);
  });
});
