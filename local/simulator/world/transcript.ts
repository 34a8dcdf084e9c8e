import { answeredAt, askedAt, type Chat, turnsAsOf, turnsOf } from './chats.ts';
import { type Holdings, talkHoldings } from './documents/plan.ts';
import { filler, type Holding, sentenceWith, valuesOf } from './documents/prose.ts';
import { mix, type Random, random, seedOf } from './random.ts';

/** A piece of a message before it takes the shape of an answer. */
export type Piece =
  | { readonly type: 'text'; readonly text: string; readonly thinkingCut?: boolean }
  | { readonly type: 'tool_use'; readonly tool: number; readonly name: string; readonly input: string }
  | { readonly type: 'tool_result'; readonly tool: number; readonly name: string; readonly text: string };

export interface ChatMessage {
  /** Position in the chat: two for each turn, question and answer. */
  readonly position: number;
  readonly role: 'user' | 'assistant';
  readonly turn: number;
  readonly at: number;
  readonly pieces: readonly Piece[];
}

/** Share of chats whose text holds something sensitive. */
const SENSITIVE_SHARE = 0.1;
/** A chat has at most this many messages: room for their identifiers. */
export const MESSAGES_PER_CHAT = 64;

/** What the text of a chat holds, and in which turn each value is said. */
export function chatHoldings(
  worldSeed: number,
  chat: Chat,
): { readonly holdings: Holdings; readonly seed: number } {
  const seed = mix(seedOf(worldSeed, 'chat'), chat.index);
  return { holdings: talkHoldings(seed, SENSITIVE_SHARE), seed };
}

/** What is said in a turn of a chat, given all its values. */
export const saidIn = (chat: Chat, turn: number, values: readonly Holding[]): Holding[] =>
  values.filter((_, i) => i % turnsOf(chat) === turn);

/** The values that the user has said by the given turn. */
export function valuesSaid(worldSeed: number, chat: Chat, turns: number): Holding[] {
  const { holdings, seed } = chatHoldings(worldSeed, chat);
  return valuesOf(holdings, seed).filter((_, i) => i % turnsOf(chat) < turns);
}

/** All messages of a chat that exist by then, oldest first. */
export function messagesOf(worldSeed: number, chat: Chat, now: number): ChatMessage[] {
  const { holdings, seed } = chatHoldings(worldSeed, chat);
  const values = valuesOf(holdings, seed);
  const messages: ChatMessage[] = [];
  for (let turn = 0; turn < turnsAsOf(chat, now); turn++) {
    const draw = random(mix(seed, turn));
    const said = saidIn(chat, turn, values);
    messages.push({
      position: 2 * turn,
      role: 'user',
      turn,
      at: askedAt(chat, turn),
      pieces: [{ type: 'text', text: question(draw, said) }],
    });
    if (answeredAt(chat, turn) > now) break;
    messages.push({
      position: 2 * turn + 1,
      role: 'assistant',
      turn,
      at: answeredAt(chat, turn),
      pieces: answer(draw, said, chat.index * MESSAGES_PER_CHAT + turn),
    });
  }
  return messages;
}

export function question(draw: Random, said: readonly Holding[]): string {
  return [
    filler(draw),
    ...said.map((holding) => sentenceWith(holding, draw)),
    'What should we do next?',
  ].join('\n');
}

/** Mostly text; sometimes with a search in between, and once in a while with a result too long to show whole. */
export function answer(draw: Random, said: readonly Holding[], tool: number): Piece[] {
  const opening: Piece = {
    type: 'text',
    text: `${filler(draw)} ${filler(draw)}`,
    thinkingCut: draw.chance(0.1),
  };
  if (!draw.chance(0.12)) return [opening];
  const name = 'search_documents';
  const lines = draw.chance(0.03) ? 220 : 3;
  const found = [
    ...Array.from({ length: lines }, () => filler(draw)),
    ...said.map((holding) => sentenceWith(holding, draw)),
  ];
  return [
    opening,
    { type: 'tool_use', tool, name, input: JSON.stringify({ query: filler(draw), limit: 5 }) },
    { type: 'tool_result', tool, name, text: found.join('\n') },
    { type: 'text', text: filler(draw) },
  ];
}
