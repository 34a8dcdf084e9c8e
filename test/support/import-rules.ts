export interface ImportRule {
  /** The beginning of paths; `*` is one folder. The most exact rule counts. */
  readonly from: string;
  /** Beginnings of paths of this project; `*` stands for the same folder as in `from`. */
  readonly mayImport: readonly string[];
  readonly because: string;
}

const basics = ['shared/domain/', 'shared/errors.ts', 'shared/hash.ts', 'shared/concurrency.ts'];
const contract = [...basics, 'shared/ports/', 'shared/messages.ts'];

/** Written down in docs/architecture.md as well. */
export const importRules: readonly ImportRule[] = [
  {
    from: 'shared/domain/',
    mayImport: basics,
    because: 'pure functions and types, testable without anything',
  },
  { from: 'shared/errors.ts', mayImport: [], because: 'everything imports it' },
  { from: 'shared/hash.ts', mayImport: [], because: 'everything imports it' },
  { from: 'shared/concurrency.ts', mayImport: ['shared/errors.ts'], because: 'everything imports it' },
  {
    from: 'shared/tenancy.ts',
    mayImport: ['shared/domain/', 'shared/errors.ts'],
    because: 'whoever handles a request says whose it is, and every client holds it against that',
  },
  {
    from: 'shared/ports/',
    mayImport: [...contract, 'shared/inspection/policy.ts'],
    because: 'the outside world in words of the domain',
  },
  { from: 'shared/messages.ts', mayImport: contract, because: 'producer and consumer share it' },
  {
    from: 'shared/scans/',
    mayImport: ['shared/scans/', 'shared/inspection/policy.ts', 'shared/inspection/result.ts', ...contract],
    because: 'what several functions do to a scan, behind ports',
  },
  {
    from: 'shared/policies/',
    mayImport: ['shared/policies/', 'shared/inspection/', 'shared/api/policy.ts', ...contract],
    because: "what several functions do with a tenant's policy",
  },
  {
    from: 'shared/privacy/',
    mayImport: ['shared/privacy/', 'shared/policies/tenant-hash-key.ts', ...contract],
    because: 'what several functions know of purged people',
  },
  {
    from: 'shared/api/',
    mayImport: ['shared/api/', ...contract],
    because: 'the portal and the OpenAPI document read it too',
  },
  {
    from: 'shared/compliance-api/',
    mayImport: ['shared/compliance-api/', ...contract],
    because: 'the foreign API ends here',
  },
  {
    from: 'shared/inspection/',
    mayImport: ['shared/inspection/', 'shared/errors.ts', 'shared/concurrency.ts'],
    because: 'runs in threads that know nothing of tenants or AWS',
  },
  {
    from: 'shared/aws/',
    mayImport: ['shared/aws/', 'shared/tenancy.ts', ...contract],
    because: 'adapters behind ports',
  },
  {
    from: 'shared/runtime/',
    mayImport: ['shared/runtime/', 'shared/api/', 'shared/tenancy.ts', ...contract],
    because: 'plumbing that every function uses',
  },
  {
    from: 'functions/*/',
    mayImport: [
      'functions/*/',
      'shared/scans/',
      'shared/policies/',
      'shared/privacy/',
      'shared/api/',
      'shared/compliance-api/',
      'shared/inspection/',
      'shared/runtime/audited.ts',
      'shared/runtime/caller.ts',
      'shared/runtime/tell.ts',
      'shared/tenancy.ts',
      ...contract,
    ],
    because: 'use cases take their dependencies; functions never import each other',
  },
  {
    from: 'functions/*/handler.ts',
    mayImport: [
      'functions/*/',
      'shared/runtime/',
      'shared/api/',
      'shared/privacy/',
      'shared/tenancy.ts',
      ...contract,
    ],
    because: 'from the event to the use case',
  },
  {
    from: 'functions/*/env.ts',
    mayImport: ['shared/runtime/env.ts'],
    because: 'the templates are made from it',
  },
  { from: 'functions/*/index.ts', mayImport: ['functions/*/', 'shared/'], because: 'wires the real things' },
  {
    from: 'infra/',
    mayImport: [
      'infra/',
      'functions/*/env.ts',
      'functions/*/metrics.ts',
      'shared/api/routes.ts',
      'shared/aws/tenant-tag.ts',
      'shared/runtime/counted-facts.ts',
      'shared/runtime/metrics.ts',
      'portal/config.ts',
      'portal/security-headers.ts',
    ],
    because: 'templates need names, not code',
  },
  {
    from: 'infra/app.ts',
    mayImport: ['infra/', 'portal/build.ts'],
    because: 'what is deployed is what was just built',
  },
  {
    from: 'local/',
    mayImport: [
      'local/',
      'shared/domain/',
      'shared/api/',
      'infra/build.ts',
      'infra/built-once.ts',
      'portal/build.ts',
    ],
    because: 'it runs what is deployed instead of importing it',
  },
  {
    from: 'local/portal/',
    mayImport: ['local/', 'portal/config.ts', 'portal/security-headers.ts'],
    because: 'it serves what CloudFront would, with the same headers',
  },
  {
    from: 'local/inspect',
    mayImport: ['local/', 'shared/inspection/'],
    because: 'shows what the inspection alone finds',
  },
  {
    from: 'portal/',
    mayImport: ['portal/', 'shared/api/', 'shared/domain/', 'shared/inspection/reason.ts'],
    because: 'it knows the API and nothing behind it',
  },
  {
    from: 'portal/build.ts',
    mayImport: ['portal/', 'infra/built-once.ts'],
    because: 'builds of the same sources are made once',
  },
  { from: 'bench/', mayImport: [''], because: 'measures anything' },
  { from: 'test/', mayImport: [''], because: 'tests anything' },
];
