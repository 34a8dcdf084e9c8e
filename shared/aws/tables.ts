/** Names of the tables. */
export interface Tables {
  readonly integrations: string;
  readonly agents: string;
  readonly events: string;
}

/** As functions are told of them. */
export const tablesIn = (env: {
  readonly INTEGRATIONS_TABLE: string;
  readonly AGENTS_TABLE: string;
  readonly EVENTS_TABLE: string;
}): Tables => ({
  integrations: env.INTEGRATIONS_TABLE,
  agents: env.AGENTS_TABLE,
  events: env.EVENTS_TABLE,
});
