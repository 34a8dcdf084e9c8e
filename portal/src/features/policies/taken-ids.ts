import type { PartProps } from './part.ts';

/** Ids of all data types, built in and the tenant's own. */
export const takenIds = ({ answer, draft: { policy } }: PartProps): string[] =>
  [answer.catalogue, policy.dictionaries, policy.patterns, policy.exactData].flatMap((types) =>
    types.map(({ id }) => id),
  );
