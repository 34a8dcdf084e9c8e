/** A project. Times are epoch seconds, 0 for never. */
export interface Project {
  readonly index: number;
  readonly organization: number;
  readonly creator: number;
  readonly createdAt: number;
  readonly client: number;
  readonly isPrivate: boolean;
  readonly name: string;
  readonly deletedAt: number;
}

/** A plain text of a project, such as a converted Word file. */
export interface ProjectDocument {
  readonly index: number;
  readonly project: number;
  readonly user: number;
  readonly createdAt: number;
  readonly client: number;
  readonly deletedAt: number;
}
