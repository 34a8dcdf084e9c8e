import { createContext, useContext } from 'react';
import type { Api } from '../api/client.ts';
import type { Session } from './session.ts';

export interface SignedIn {
  readonly session: Session;
  readonly api: Api;
}

export const SessionContext = createContext<SignedIn | null>(null);

function useSignedIn(): SignedIn {
  const signedIn = useContext(SessionContext);
  if (!signedIn) throw new Error('Outside of the session.');
  return signedIn;
}

export const useApi = (): Api => useSignedIn().api;
export const useSession = (): Session => useSignedIn().session;
export const useUser = () => useSignedIn().session.user;
