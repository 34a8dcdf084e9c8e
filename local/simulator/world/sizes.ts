/** How much a world holds. Activities and files are met to within a few per cent. */
export interface WorldSize {
  readonly organizations: number;
  readonly users: number;
  readonly activities: number;
  readonly files: number;
  readonly projects: number;
  readonly projectDocuments: number;
  readonly localSessions: number;
  readonly remoteSessions: number;
  readonly codeArtifacts: number;
}

export const WORLD_SIZES = {
  tiny: {
    organizations: 1,
    users: 8,
    activities: 300,
    files: 20,
    projects: 2,
    projectDocuments: 4,
    localSessions: 4,
    remoteSessions: 2,
    codeArtifacts: 1,
  },
  small: {
    organizations: 3,
    users: 50,
    activities: 5_000,
    files: 300,
    projects: 12,
    projectDocuments: 30,
    localSessions: 60,
    remoteSessions: 20,
    codeArtifacts: 8,
  },
  medium: {
    organizations: 4,
    users: 500,
    activities: 100_000,
    files: 2_000,
    projects: 80,
    projectDocuments: 200,
    localSessions: 600,
    remoteSessions: 120,
    codeArtifacts: 40,
  },
  large: {
    organizations: 6,
    users: 5_000,
    activities: 1_000_000,
    files: 10_000,
    projects: 500,
    projectDocuments: 1_200,
    localSessions: 4_000,
    remoteSessions: 600,
    codeArtifacts: 120,
  },
} as const satisfies Record<string, WorldSize>;

export type WorldName = keyof typeof WORLD_SIZES;
