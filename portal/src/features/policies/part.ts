import type { PolicyAnswer } from '../../api/types.ts';
import type { Draft } from './usePolicies.ts';

/** What each part of the policy gets. */
export interface PartProps {
  readonly answer: PolicyAnswer;
  readonly draft: Draft;
  readonly mayEdit: boolean;
}
