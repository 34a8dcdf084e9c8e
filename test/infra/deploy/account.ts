import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { ToolFailed, type Tools } from '../../../infra/deploy/tools.ts';

export interface FakeStack {
  status: string;
  outputs: Record<string, string>;
  resources: { id: string; type: string; name: string; kept?: boolean }[];
}

/** An AWS account with what a deployment asks it for, and the tools that reach it. Deploying changes it. */
export class FakeAccount {
  id = '111122223333';
  /** Null: not bootstrapped. */
  bootstrapVersion: number | null = 21;
  concurrency = 1_000;
  signedIn = true;
  readonly stacks = new Map<string, FakeStack>();
  readonly alarms: string[] = [];
  readonly disabled = new Set<string>();
  readonly broken = new Set<string>();
  /** Answers by address; others are 401. */
  readonly pages = new Map<string, { status: number; text: string }>();
  /** Commands of the CDK and of CloudFormation that change something, in order. */
  readonly done: string[] = [];
  readonly said: string[] = [];
  /** What the next question is answered with; null: nobody is there. */
  typed: string | null = null;
  changedFiles = 0;
  head = 'aaaaaaaaaaaa';
  slept = 0;
  /** What the last synthesis was told. */
  settings: Record<string, string> = {};

  readonly tools: Tools = {
    region: async () => 'eu-central-1',
    aws: async (...args) => this.answer(args),
    cdk: async (folder, ...args) => this.cdk(folder, args),
    install: async (folder) =>
      void this.done.push(`install ${folder.endsWith('source') ? 'source' : folder}`),
    git: async (...args) => this.git(args),
    get: async (url) => this.pages.get(url) ?? { status: 401, text: '{"message":"Unauthorized"}' },
    ask: async (question) => {
      this.said.push(question);
      return this.typed;
    },
    say: (line) => void this.said.push(line),
    sleep: async () => {
      this.slept += 1;
    },
  };

  get heard(): string {
    return this.said.join('\n');
  }

  private answer(args: readonly string[]): unknown {
    if (!this.signedIn) throw new ToolFailed('aws sts: Unable to locate credentials.', null);
    const [service = '', operation = ''] = args;
    const given = (name: string): string => args[args.indexOf(name) + 1] ?? '';
    const answers: Record<string, () => unknown> = {
      'sts get-caller-identity': () => ({
        Account: this.id,
        Arn: `arn:aws:sts::${this.id}:assumed-role/ops/mira`,
      }),
      'ssm get-parameter': () => {
        if (this.bootstrapVersion === null) throw new ToolFailed('aws ssm: not found', 'ParameterNotFound');
        return { Parameter: { Value: String(this.bootstrapVersion) } };
      },
      'lambda get-account-settings': () => ({
        AccountLimit: { UnreservedConcurrentExecutions: this.concurrency },
      }),
      'lambda list-event-source-mappings': () => ({
        EventSourceMappings: this.named('AWS::Lambda::EventSourceMapping').map((UUID) => ({
          UUID,
          State: this.disabled.has(UUID) ? 'Disabled' : 'Enabled',
        })),
      }),
      'lambda invoke': () =>
        this.broken.has(given('--function-name')) ? { FunctionError: 'Unhandled' } : { StatusCode: 200 },
      'scheduler get-schedule': () => ({
        State: this.disabled.has(given('--name')) ? 'DISABLED' : 'ENABLED',
      }),
      'cloudwatch describe-alarms': () => ({
        MetricAlarms: this.alarms
          .filter((name) => name.startsWith(given('--alarm-name-prefix')))
          .map((AlarmName) => ({ AlarmName })),
      }),
      'cloudformation describe-stacks': () => {
        const { status, outputs } = this.stack(given('--stack-name'));
        const Outputs = Object.entries(outputs).map(([OutputKey, OutputValue]) => ({
          OutputKey,
          OutputValue,
        }));
        return { Stacks: [{ StackStatus: status, Outputs }] };
      },
      'cloudformation list-stack-resources': () => ({
        StackResourceSummaries: this.stack(given('--stack-name')).resources.map(({ id, type, name }) => ({
          LogicalResourceId: id,
          ResourceType: type,
          PhysicalResourceId: name,
        })),
      }),
      'cloudformation get-template': () => ({
        TemplateBody: {
          Resources: Object.fromEntries(
            this.stack(given('--stack-name')).resources.map(({ id, type, kept }) => [
              id,
              { Type: type, ...(kept && { DeletionPolicy: 'Retain' }) },
            ]),
          ),
        },
      }),
      'cloudformation delete-stack': () => {
        this.done.push(`delete ${given('--stack-name')}`);
        this.stacks.delete(given('--stack-name'));
        return '';
      },
      'cloudformation wait': () => '',
    };
    const answer = answers[`${service} ${operation}`];
    if (!answer) throw new Error(`The account is not asked for ${service} ${operation}.`);
    return answer();
  }

  private stack(name: string): FakeStack {
    const found = this.stacks.get(name);
    if (found) return found;
    throw new ToolFailed(`aws cloudformation: Stack with id ${name} does not exist`, 'ValidationError');
  }

  private named(type: string): string[] {
    return [...this.stacks.values()].flatMap(({ resources }) =>
      resources.filter((each) => each.type === type).map(({ name }) => name),
    );
  }

  private async cdk(folder: string, args: readonly string[]): Promise<void> {
    const [command] = args;
    const given = (name: string): string => args[args.indexOf(name) + 1] ?? '';
    if (command === 'synth') {
      this.settings = Object.fromEntries(
        args.flatMap((arg, at) => (args[at - 1] === '-c' ? [arg.split('=') as [string, string]] : [])),
      );
      this.done.push(`synth ${this.settings.commit} in ${folder.endsWith('source') ? 'source' : 'here'}`);
      await mkdir(given('--output'), { recursive: true });
      const stack = (part: string) => ({
        type: 'aws:cloudformation:stack',
        properties: { stackName: this.nameOf(part) },
      });
      const artifacts = { Tree: { type: 'cdk:tree' }, Data: stack('data'), Service: stack('service') };
      await writeFile(join(given('--output'), 'manifest.json'), JSON.stringify({ artifacts }));
      return;
    }
    const stacks = args.slice(args.indexOf('--exclusively') + 1);
    this.done.push(`${command} ${stacks.join(' ')}`);
    if (command === 'deploy') for (const id of stacks) this.put(id.toLowerCase());
  }

  /** Puts a stack as a deployment leaves it. */
  put(part: string, stage = this.settings.stage ?? 'dev'): void {
    const name = `claude-enterprise-integration-${stage}-${part}`;
    const outputs = { ApiUrl: 'https://api.example.com', Commit: this.settings.commit ?? this.head };
    this.stacks.set(name, {
      status: 'UPDATE_COMPLETE',
      outputs: part === 'service' ? outputs : {},
      resources: resourcesOf[part] ?? [],
    });
  }

  private nameOf = (part: string): string => `claude-enterprise-integration-${this.settings.stage}-${part}`;

  private git(args: readonly string[]): string {
    const [command] = args;
    if (command === 'status')
      return Array.from({ length: this.changedFiles }, (_, n) => ` M ${n}`).join('\n');
    if (command === 'worktree') this.done.push(`worktree ${args[1]}`);
    if (command !== 'rev-parse') return '';
    const wanted = args.at(-1) ?? '';
    if (wanted === 'HEAD') return this.head;
    if (wanted.startsWith('v0.1.0')) return 'bbbbbbbbbbbb';
    throw new ToolFailed(`git rev-parse: ${wanted} is unknown`, null);
  }
}

const resourcesOf: Readonly<Record<string, FakeStack['resources']>> = {
  data: [{ id: 'Events1', type: 'AWS::DynamoDB::Table', name: 'events-table', kept: true }],
  service: [
    { id: 'PortalScanNow1', type: 'AWS::Lambda::Function', name: 'scan-now-function' },
    { id: 'ScansRunScan1', type: 'AWS::Lambda::Function', name: 'run-scan-function' },
    { id: 'Mapping1', type: 'AWS::Lambda::EventSourceMapping', name: 'lane-mapping' },
    { id: 'Sweeps1', type: 'AWS::Scheduler::Schedule', name: 'sweeps' },
  ],
};
