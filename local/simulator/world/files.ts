/** A file that someone uploaded or that Claude made. Times are epoch seconds, 0 for never. */
export interface StoredFile {
  readonly index: number;
  /** `assistant`: made by Claude, though its identifier has the form of an upload (Compliance API, Messages). */
  readonly source: 'chat' | 'project' | 'assistant';
  readonly user: number;
  readonly organization: number;
  readonly createdAt: number;
  /** Position in `CLIENTS` of the uploading client. */
  readonly client: number;
  /** `NONE` for project files. */
  readonly chat: number;
  readonly turn: number;
  readonly project: number;
  /** Uploaded first and attached later: its activity names no chat, its metadata does. */
  readonly attachedLater: boolean;
  deletedAt: number;
}

/** A binary that the assistant made in a chat. */
export interface GeneratedFile {
  readonly index: number;
  readonly chat: number;
  readonly turn: number;
}

/** A text that the assistant keeps in versions; each version belongs to one turn of the chat. */
export interface Artifact {
  readonly index: number;
  readonly chat: number;
}

export interface ArtifactVersion {
  readonly index: number;
  readonly artifact: number;
  readonly chat: number;
  readonly turn: number;
}
