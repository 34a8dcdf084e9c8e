import { type Fields, fieldsOf, list, name, text } from './fields.ts';
import type { Unknowns } from './unknowns.ts';

export interface TextBlock {
  readonly type: 'text';
  readonly text: string;
  readonly truncated: boolean;
}

export interface ToolUseBlock {
  readonly type: 'tool_use';
  readonly name: string;
  /** JSON as text; cut off, and no longer JSON, when `truncated`. */
  readonly input: string;
  readonly integrationName: string | null;
  readonly mcpServerUrl: string | null;
  readonly truncated: boolean;
}

export interface ToolResultBlock {
  readonly type: 'tool_result';
  readonly name: string;
  readonly isError: boolean;
  readonly texts: readonly string[];
  readonly integrationName: string | null;
  readonly mcpServerUrl: string | null;
  readonly truncated: boolean;
}

/** A block of a kind that this version doesn't know; `text` is what it says, if anything. */
export interface OtherBlock {
  readonly type: 'other';
  readonly text: string;
  readonly truncated: boolean;
}

export type ContentBlock = TextBlock | ToolUseBlock | ToolResultBlock | OtherBlock;

/** The content of a chat or session message, in order (Compliance API, Messages). */
export function blocksOf(content: unknown, unknowns: Unknowns): ContentBlock[] {
  return list(content).map((entry) => block(fieldsOf(entry) ?? {}, unknowns));
}

function block(fields: Fields, unknowns: Unknowns): ContentBlock {
  const truncated = fields.truncated === true;
  switch (fields.type) {
    case 'text':
      return { type: 'text', text: text(fields.text) ?? '', truncated };
    case 'tool_use':
      return { type: 'tool_use', input: text(fields.input) ?? '', ...toolOf(fields), truncated };
    case 'tool_result':
      return {
        type: 'tool_result',
        isError: fields.is_error === true,
        texts: list(fields.content).flatMap((item) => text(fieldsOf(item)?.text) ?? []),
        ...toolOf(fields),
        truncated,
      };
    default:
      unknowns.add('block-type', name(fields.type) ?? '(none)');
      return { type: 'other', text: text(fields.text) ?? '', truncated };
  }
}

function toolOf(fields: Fields) {
  return {
    name: text(fields.name) ?? '',
    integrationName: name(fields.integration_name),
    mcpServerUrl: name(fields.mcp_server_url),
  };
}
