import { spawn } from 'node:child_process';
import { dirname, join } from 'node:path';
import { createInterface } from 'node:readline/promises';
import { setTimeout as sleep } from 'node:timers/promises';

/** Everything that a deployment asks of the world. */
export interface Tools {
  /** The region that all tools are set to; null: none. */
  region(): Promise<string | null>;
  /** The answer of the AWS CLI: JSON parsed, other text as it is. @throws ToolFailed */
  aws(...args: string[]): Promise<unknown>;
  /** Runs the pinned CDK CLI in a folder, its words on the terminal. @throws ToolFailed */
  cdk(folder: string, ...args: string[]): Promise<void>;
  /** Installs what a folder's lockfile says. @throws ToolFailed */
  install(folder: string): Promise<void>;
  /** What git prints. @throws ToolFailed */
  git(...args: string[]): Promise<string>;
  /** @throws where there is no answer. */
  get(url: string): Promise<{ readonly status: number; readonly text: string }>;
  /** What a person types; null where nobody is there to type. */
  ask(question: string): Promise<string | null>;
  say(line: string): void;
  sleep(ms: number): Promise<unknown>;
}

/** A tool that is missing, or that ended with an error. */
export class ToolFailed extends Error {
  override readonly name = 'ToolFailed';
  /** Of AWS, e.g. `ParameterNotFound`; `ENOENT` where the tool is not installed; null: neither. */
  readonly code: string | null;

  constructor(message: string, code: string | null) {
    super(message);
    this.code = code;
  }
}

/** CloudFormation says so with a general code. */
export const isMissingStack = (error: unknown): boolean =>
  error instanceof ToolFailed && error.code === 'ValidationError' && /does not exist/.test(error.message);

/** The project whose scripts these are. */
export const root = dirname(dirname(import.meta.dirname));

/** The tools of this machine. `stageRegion` null: the region that the AWS CLI is set to. */
export function realTools(stageRegion: string | null): Tools {
  const region = stageRegion ?? process.env.AWS_REGION ?? process.env.AWS_DEFAULT_REGION;
  const env = {
    ...process.env,
    AWS_PAGER: '',
    CDK_DISABLE_CLI_TELEMETRY: 'true',
    ...(region && { AWS_REGION: region, AWS_DEFAULT_REGION: region }),
  };
  const cdk = join(root, 'node_modules', 'aws-cdk', 'bin', 'cdk');
  const npm = process.platform === 'win32' ? 'npm.cmd' : 'npm';
  const aws: Tools['aws'] = async (...args) =>
    parsed(await run('aws', [...args, '--output', 'json'], { env }));
  return {
    aws,
    region: async () => region || String(await aws('configure', 'get', 'region').catch(() => '')) || null,
    cdk: async (folder, ...args) =>
      void (await run(process.execPath, [cdk, ...args], { env, cwd: folder, shown: true })),
    install: async (folder) =>
      void (await run(npm, ['ci', '--ignore-scripts', '--no-audit'], { env, cwd: folder, shown: true })),
    git: async (...args) => (await run('git', ['-C', root, ...args], { env })).trim(),
    get: async (url) => {
      const response = await fetch(url, { redirect: 'manual', signal: AbortSignal.timeout(10_000) });
      return { status: response.status, text: await response.text() };
    },
    ask,
    say: (line) => console.log(line),
    sleep,
  };
}

interface RunOptions {
  readonly env: NodeJS.ProcessEnv;
  readonly cwd?: string;
  /** Its output goes to the terminal; else it is returned. */
  readonly shown?: boolean;
}

/** What a program writes to its standard output. */
async function run(file: string, args: readonly string[], options: RunOptions): Promise<string> {
  const { shown, ...rest } = options;
  const stdio = shown ? 'inherit' : 'pipe';
  const child = spawn(file, args, { ...rest, stdio: ['ignore', stdio, stdio] });
  let written = '';
  let said = '';
  child.stdout?.setEncoding('utf8').on('data', (part: string) => {
    written += part;
  });
  child.stderr?.setEncoding('utf8').on('data', (part: string) => {
    said += part;
  });
  const code = await new Promise<number | null>((resolve, reject) => {
    child.on('close', resolve).on('error', (error: NodeJS.ErrnoException) => {
      reject(new ToolFailed(`${file} could not be started: ${error.message}`, error.code ?? null));
    });
  });
  if (code === 0) return written;
  const [what = ''] = args.filter((arg) => !arg.startsWith('-') && !arg.includes('node_modules'));
  const reason = said.trim().split('\n').at(-1) || `it ended with code ${code}`;
  const awsCode = /An error occurred \((\w+)\)/.exec(said)?.[1] ?? null;
  throw new ToolFailed(`${shown ? '' : `${file} `}${what}: ${reason}`, awsCode);
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text.trim();
  }
}

async function ask(question: string): Promise<string | null> {
  if (!process.stdin.isTTY) return null;
  const lines = createInterface({ input: process.stdin, output: process.stdout });
  try {
    return (await lines.question(question)).trim();
  } finally {
    lines.close();
  }
}
