import type { Piece } from '../world/transcript.ts';
import type { World } from '../world/world.ts';

/** How much of tool blocks is shown: chats count characters, sessions bytes; -1 is no limit of the caller's. */
export interface Truncation {
  readonly unit: 'characters' | 'bytes';
  readonly toolUse: number;
  readonly toolResult: number;
}

/** What sessions show at most of one string, whatever is asked for. */
const SERVER_MAXIMUM = 1 << 20;
const SUFFIX = '…[truncated; pass tool_result_max_bytes=-1 for the server max]';

/** One block of a message; sessions lack the fields about integrations and thinking (Compliance API, Messages). */
export function blockOf(world: World, piece: Piece, truncation: Truncation) {
  const inChat = truncation.unit === 'characters';
  const integration = inChat
    ? { integration_name: 'Contract Vault', mcp_server_url: 'https://mcp.example.com/contracts' }
    : {};
  switch (piece.type) {
    case 'text': {
      const thinking = inChat ? { thinking_redacted: piece.thinkingCut ?? false } : {};
      return { type: 'text', text: piece.text, ...thinking, truncated: isMarker(piece.text) };
    }
    case 'tool_use': {
      const { text: input, truncated } = shortened(piece.input, truncation.toolUse, truncation);
      return {
        type: 'tool_use',
        id: world.ids.tagged('tool', piece.tool),
        name: piece.name,
        input,
        ...integration,
        truncated,
      };
    }
    case 'tool_result': {
      const { text, truncated } = shortened(piece.text, truncation.toolResult, truncation);
      return {
        type: 'tool_result',
        tool_use_id: world.ids.tagged('tool', piece.tool),
        name: piece.name,
        is_error: false,
        content: [{ type: 'text', text }],
        ...integration,
        truncated,
      };
    }
  }
}

/** Stand-ins of the service for what it doesn't show. */
function isMarker(text: string): boolean {
  return /^\[.* not shown\]$/.test(text);
}

function shortened(text: string, asked: number, { unit }: Truncation): { text: string; truncated: boolean } {
  if (unit === 'characters') {
    const truncated = asked >= 0 && text.length > asked;
    return { text: truncated ? text.slice(0, asked) : text, truncated };
  }
  const most = asked < 0 ? SERVER_MAXIMUM : Math.min(asked, SERVER_MAXIMUM);
  const bytes = Buffer.from(text, 'utf8');
  if (bytes.length <= most) return { text, truncated: false };
  return {
    text:
      bytes
        .subarray(0, most)
        .toString('utf8')
        .replace(/\ufffd+$/, '') + SUFFIX,
    truncated: true,
  };
}
