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

/** Files and documents that come change a project, and so does its end. */
export function changedAt(
  world: { readonly files: readonly Content[]; readonly projectDocuments: readonly Content[] },
  { index, createdAt, deletedAt }: Project,
  now: number,
): number {
  if (deletedAt !== 0 && deletedAt <= now) return deletedAt;
  const added = [...world.files, ...world.projectDocuments].filter(
    (content) => content.project === index && content.createdAt <= now,
  );
  return Math.max(createdAt, ...added.map((content) => content.createdAt));
}

type Content = Pick<ProjectDocument, 'project' | 'createdAt'>;
