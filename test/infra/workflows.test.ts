import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { files, text } from '../support/source-files.ts';

interface Step {
  readonly uses?: string;
  readonly run?: string;
  readonly with?: Readonly<Record<string, unknown>>;
}

interface Workflow {
  readonly on: Readonly<Record<string, { readonly inputs?: Record<string, { options?: string[] }> } | null>>;
  readonly permissions?: Readonly<Record<string, string>>;
  readonly jobs: Readonly<
    Record<
      string,
      {
        readonly permissions?: Record<string, string>;
        readonly steps: Step[];
        readonly 'timeout-minutes'?: number;
      }
    >
  >;
}

const workflows = files
  .filter((file) => /^\.github\/workflows\//.test(file))
  .map((file) => ({ file, source: text(file), workflow: parse(text(file)) as Workflow }));
const stepsOf = ({ jobs }: Workflow): Step[] => Object.values(jobs).flatMap(({ steps }) => steps);

test('there are workflows to check and to deploy', () => {
  expect(workflows.map(({ file }) => file)).toEqual([
    '.github/workflows/check.yml',
    '.github/workflows/deploy.yml',
  ]);
});

describe.each(workflows)('$file', ({ source, workflow }) => {
  test('pins every action by commit and says which version that is', () => {
    const used = stepsOf(workflow).flatMap(({ uses }) => uses ?? []);
    const lines = source.split('\n').filter((line) => /\buses:/.test(line));

    expect(used.length).toBeGreaterThan(0);
    expect(lines).toHaveLength(used.length);
    for (const line of lines) expect(line).toMatch(/uses: [\w-]+\/[\w-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+$/);
  });

  test('may read the sources, and one job of all may ask for a token of its own', () => {
    expect(workflow.permissions).toEqual({ contents: 'read' });
    for (const [name, { permissions }] of Object.entries(workflow.jobs)) {
      const expected = name === 'deploy' ? { contents: 'read', 'id-token': 'write' } : undefined;
      expect(permissions, name).toEqual(expected);
    }
  });

  test('has no secret to lose, and leaves no token in the sources', () => {
    expect(source).not.toMatch(/secrets\.|AWS_ACCESS_KEY_ID|AWS_SECRET|GITHUB_TOKEN|github\.token/);
    const checkouts = stepsOf(workflow).filter(({ uses }) => uses?.startsWith('actions/checkout@'));
    for (const step of checkouts) expect(step.with?.['persist-credentials']).toBe(false);
  });

  test('runs nothing that somebody outside could have written', () => {
    expect(Object.keys(workflow.on)).not.toContain('pull_request_target');
    for (const { run } of stepsOf(workflow)) expect(run ?? '').not.toContain('${{');
  });

  test('installs what the lockfile says, without scripts of packages', () => {
    const installs = stepsOf(workflow).flatMap(({ run }) =>
      /npm (ci|i|install)\b/.test(run ?? '') ? [run] : [],
    );
    expect(new Set(installs)).toEqual(new Set(['npm ci --ignore-scripts']));
  });

  test('runs scripts that exist', () => {
    const { scripts } = JSON.parse(text('package.json')) as { scripts: Record<string, string> };
    const called = [...source.matchAll(/npm run (?:--silent )?([\w-]+)/g)].map(([, name]) => name ?? '');

    expect(called.length).toBeGreaterThan(0);
    expect(called.filter((name) => !(name in scripts))).toEqual([]);
  });

  test('ends by itself', () => {
    for (const [name, job] of Object.entries(workflow.jobs)) {
      expect(job['timeout-minutes'], name).toBeLessThanOrEqual(60);
    }
  });
});

test('the stages that can be chosen are those of cdk.json', () => {
  const { context } = JSON.parse(text('cdk.json')) as { context: { stages: object } };
  const deploy = workflows.find(({ file }) => file.endsWith('deploy.yml'))?.workflow;

  expect(deploy?.on.workflow_dispatch?.inputs?.stage?.options).toEqual(Object.keys(context.stages));
});
