import { mix, mix3 } from './random.ts';

/** Everything that has an identifier of its own. The number keeps the identifiers of kinds apart. */
export const ID_KINDS = {
  organization: { prefix: 'org_', salt: 1 },
  user: { prefix: 'user_', salt: 2 },
  chat: { prefix: 'claude_chat_', salt: 3 },
  message: { prefix: 'claude_chat_msg_', salt: 4 },
  file: { prefix: 'claude_file_', salt: 5 },
  generatedFile: { prefix: 'claude_gen_file_', salt: 6 },
  artifact: { prefix: 'claude_artifact_', salt: 7 },
  artifactVersion: { prefix: 'claude_artifact_version_', salt: 8 },
  project: { prefix: 'claude_proj_', salt: 9 },
  projectDocument: { prefix: 'claude_proj_doc_', salt: 10 },
  localSession: { prefix: 'clls_', salt: 11 },
  localMessage: { prefix: 'clsm_', salt: 12 },
  remoteSession: { prefix: 'cse_', salt: 13 },
  remoteMessage: { prefix: 'csev_', salt: 14 },
  agent: { prefix: 'cagt_', salt: 15 },
  codeArtifact: { prefix: 'cart_', salt: 16 },
  role: { prefix: 'rbac_role_', salt: 17 },
  group: { prefix: 'rbac_group_', salt: 18 },
  key: { prefix: 'apikey_', salt: 19 },
  tool: { prefix: 'toolu_', salt: 20 },
  workspace: { prefix: 'wrkspc_', salt: 21 },
  request: { prefix: 'req_', salt: 22 },
  snapshot: { prefix: 'claude_chat_snapshot_', salt: 23 },
} as const;
export type IdKind = keyof typeof ID_KINDS;

const ALPHABET = '123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz';
const LENGTH = 22;
const PAIRS = Array.from({ length: 58 * 58 }, (_, i) => ALPHABET[Math.floor(i / 58)]! + ALPHABET[i % 58]!);
const ACTIVITY_PREFIX = 'activity_';

const words = new Uint32Array(4);
const limbs = new Uint16Array(8);

/**
 * The identifiers of one world. A tagged identifier is its prefix, `01` and 22 base 58 characters of a UUID (Compliance
 * API, Identifiers); the UUID hides the index, so an identifier finds its object without a table.
 */
export interface Ids {
  tagged(kind: IdKind, index: number): string;
  uuid(kind: IdKind, index: number): string;
  /** The index behind a tagged identifier, or undefined when this world never issued it. */
  indexOf(kind: IdKind, tagged: string): number | undefined;
  indexOfUuid(kind: IdKind, uuid: string): number | undefined;
  /** Activity identifiers rise with time and rank, so their order as text is the order of the feed. */
  activity(seconds: number, rank: number): string;
  activityPosition(tagged: string): { readonly seconds: number; readonly rank: number } | undefined;
}

export function ids(seed: number): Ids {
  const fill = (kind: IdKind, index: number) => {
    const salted = mix(seed, ID_KINDS[kind].salt);
    const h = mix(salted, index);
    words[1] = (mix(h, 1) & 0xffff0fff) | 0x4000;
    words[2] = (mix(h, 2) & 0x3fffffff) | 0x80000000;
    words[3] = mix(h, 3);
    words[0] = index ^ mix3(words[1]!, words[2]!, mix(words[3]!, salted));
  };
  const indexOfWords = (kind: IdKind): number | undefined => {
    const [w0, w1, w2, w3] = [words[0]!, words[1]!, words[2]!, words[3]!];
    const salted = mix(seed, ID_KINDS[kind].salt);
    const index = (w0 ^ mix3(w1, w2, mix(w3, salted))) >>> 0;
    fill(kind, index);
    return words[1] === w1 && words[2] === w2 && words[3] === w3 ? index : undefined;
  };
  const sign = (rank: number) => {
    words[2] = mix3(seed, 0xac71, rank);
    words[3] = mix3(seed, 0xac72, rank);
  };
  return {
    tagged(kind, index) {
      fill(kind, index);
      return `${ID_KINDS[kind].prefix}01${encodeWords()}`;
    },
    uuid(kind, index) {
      fill(kind, index);
      return wordsAsUuid();
    },
    indexOf(kind, tagged) {
      const { prefix } = ID_KINDS[kind];
      if (!tagged.startsWith(`${prefix}01`) || !decodeWords(tagged.slice(prefix.length + 2)))
        return undefined;
      return indexOfWords(kind);
    },
    indexOfUuid(kind, uuid) {
      return readUuid(uuid) ? indexOfWords(kind) : undefined;
    },
    activity(seconds, rank) {
      words[0] = seconds;
      words[1] = rank;
      sign(rank);
      return `${ACTIVITY_PREFIX}01${encodeWords()}`;
    },
    activityPosition(tagged) {
      if (!tagged.startsWith(`${ACTIVITY_PREFIX}01`)) return undefined;
      if (!decodeWords(tagged.slice(ACTIVITY_PREFIX.length + 2))) return undefined;
      const [seconds, rank, w2, w3] = [words[0]!, words[1]!, words[2]!, words[3]!];
      sign(rank);
      return words[2] === w2 && words[3] === w3 ? { seconds, rank } : undefined;
    },
  };
}

/** The UUID behind any well-formed tagged identifier, also one that nobody issued. */
export function uuidBehind(tagged: string): string | undefined {
  const start = tagged.lastIndexOf('_') + 1;
  if (!tagged.startsWith('01', start) || !decodeWords(tagged.slice(start + 2))) return undefined;
  return wordsAsUuid();
}

function encodeWords(): string {
  for (let i = 0; i < 4; i++) {
    limbs[2 * i] = words[i]! >>> 16;
    limbs[2 * i + 1] = words[i]! & 0xffff;
  }
  let text = '';
  for (let round = 0; round < 6; round++) {
    let rest = 0;
    for (let i = 0; i < 8; i++) {
      const value = rest * 65536 + limbs[i]!;
      const quotient = Math.floor(value / 11316496);
      limbs[i] = quotient;
      rest = value - quotient * 11316496;
    }
    // The sixth round would give four digits; 22 characters need its last two.
    text = (round < 5 ? PAIRS[Math.floor(rest / 3364)]! : '') + PAIRS[rest % 3364]! + text;
  }
  return text;
}

function decodeWords(text: string): boolean {
  if (text.length !== LENGTH) return false;
  limbs.fill(0);
  for (let i = 0; i < LENGTH; i++) {
    let carry = ALPHABET.indexOf(text[i]!);
    if (carry < 0) return false;
    for (let limb = 7; limb >= 0; limb--) {
      const value = limbs[limb]! * 58 + carry;
      limbs[limb] = value & 0xffff;
      carry = value >>> 16;
    }
    if (carry !== 0) return false;
  }
  for (let i = 0; i < 4; i++) words[i] = limbs[2 * i]! * 65536 + limbs[2 * i + 1]!;
  return true;
}

function wordsAsUuid(): string {
  let hex = '';
  for (let i = 0; i < 4; i++) hex += words[i]!.toString(16).padStart(8, '0');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`;
}

function readUuid(uuid: string): boolean {
  if (!/^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/.test(uuid)) return false;
  const hex = uuid.replaceAll('-', '');
  for (let i = 0; i < 4; i++) words[i] = Number.parseInt(hex.slice(8 * i, 8 * i + 8), 16);
  return true;
}
