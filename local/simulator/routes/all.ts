import type { MatchedRoute, Route } from '../route.ts';
import { activities } from './activities.ts';
import { chats } from './chats.ts';
import { codeArtifacts, codeArtifactVersion } from './code-artifacts.ts';
import {
  artifactContent,
  artifactMetadata,
  fileContent,
  fileMetadata,
  generatedFileContent,
  generatedFileMetadata,
} from './files.ts';
import { group, groupMembers, groups } from './groups.ts';
import { localSession, localSessionMessages, localSessions } from './local-sessions.ts';
import { messages } from './messages.ts';
import { organizations, users } from './organizations.ts';
import { projectDocument, projectDocumentMetadata } from './project-documents.ts';
import { attachments, collaborators, project, projects } from './projects.ts';
import { remoteSessionMessages, remoteSessions } from './remote-sessions.ts';
import { role, rolePermissions, roles } from './roles.ts';
import { settings } from './settings.ts';

/** In the order of matching: fixed words before identifiers (Compliance API, Endpoint index, routing hazards). */
const ROUTES: readonly Route[] = [
  activities,
  chats,
  fileMetadata,
  fileContent,
  generatedFileMetadata,
  generatedFileContent,
  messages,
  artifactMetadata,
  artifactContent,
  projects,
  projectDocument,
  projectDocumentMetadata,
  project,
  attachments,
  collaborators,
  localSessions,
  localSession,
  localSessionMessages,
  remoteSessions,
  remoteSessionMessages,
  codeArtifacts,
  codeArtifactVersion,
  organizations,
  users,
  roles,
  role,
  rolePermissions,
  settings,
  groups,
  group,
  groupMembers,
];

const COMPILED = ROUTES.map((route) => ({
  route,
  expression: new RegExp(`^${route.endpoint.replaceAll('{}', '([^/]+)')}$`),
}));

export function matchRoute(pathname: string): MatchedRoute | undefined {
  for (const { route, expression } of COMPILED) {
    const match = expression.exec(pathname);
    if (match) return { route, path: match.slice(1).map(decoded) };
  }
  return undefined;
}

function decoded(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}
