import type { ClientInterface } from './client-interface.ts';

/** Products of sessions that have a type of their own. */
type SessionProduct = 'cowork' | 'claude_code' | 'office' | 'chrome' | 'science';

/**
 * Through what a person uses Claude: an interface of chats, told by client strings, or a product of sessions, told by the
 * provider. Products that this version does not know keep their own name behind `session_`.
 */
export type AgentType = ClientInterface | SessionProduct | `session_${string}`;

const NAMES = {
  browser: 'Claude in Browser',
  desktop: 'Claude Desktop',
  mobile: 'Claude in Mobile',
  cowork: 'Claude Cowork',
  claude_code: 'Claude Code',
  office: 'Claude for Microsoft 365',
  chrome: 'Claude in Chrome',
  science: 'Claude Science',
} as const satisfies Readonly<Record<ClientInterface | SessionProduct, string>>;

/** The types with a name of their own. */
export const NAMED_AGENT_TYPES = Object.keys(NAMES) as (keyof typeof NAMES)[];

/** Values of `product_surface` (Compliance API, Local sessions, Remote sessions). */
const PRODUCT_OF_SURFACE: ReadonlyMap<string, SessionProduct> = new Map([
  ['cowork', 'cowork'],
  ['cowork_remote', 'cowork'],
  ['claude_code', 'claude_code'],
  ['office_agents', 'office'],
  ['claude_in_chrome', 'chrome'],
  ['claude_science', 'science'],
]);

const OTHER = /^session_[a-z0-9_]{1,40}$/;

export const isAgentType = (text: string): text is AgentType =>
  Object.hasOwn(NAMES, text) || OTHER.test(text);

/** Whether agents of the type use Claude through chats, not through sessions. */
export const isInterface = (type: AgentType): type is ClientInterface =>
  type === 'browser' || type === 'desktop' || type === 'mobile';

/** The type behind a session's `product_surface`; the apps of Microsoft 365 are one product. */
export function agentTypeOf(surface: string | null): AgentType {
  const [product = ''] = (surface ?? '').toLowerCase().split('/');
  const name = product.replace(/[^a-z0-9]+/g, '_').replace(/^_+|_+$/g, '');
  return PRODUCT_OF_SURFACE.get(name) ?? `session_${name.slice(0, 40) || 'unknown'}`;
}

/** What agents of a type are called. */
export const agentName = (type: AgentType): string => `${productName(type)} (Compliance API)`;

function productName(type: AgentType): string {
  if (type in NAMES) return NAMES[type as keyof typeof NAMES];
  const words = type.replace(/^session_(?:claude_)?/, '').split('_');
  return ['Claude', ...words.map((word) => word.slice(0, 1).toUpperCase() + word.slice(1))].join(' ').trim();
}
