/** The `source` of everything that the functions tell the bus. */
export const FACT_SOURCE = 'claude-enterprise-integration';
