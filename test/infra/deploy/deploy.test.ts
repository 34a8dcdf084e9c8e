import { beforeEach, describe, expect, test } from 'vitest';
import { deploy, takeBack } from '../../../infra/deploy/release.ts';
import { readStage } from '../../../infra/deploy/stage.ts';
import { tearDown } from '../../../infra/deploy/teardown.ts';
import { FakeAccount } from './account.ts';

const cdkJson = JSON.stringify({
  context: {
    stages: {
      dev: { monthlyBudgetUsd: 50 },
      prod: { account: '111122223333', region: 'eu-central-1', alarmEmail: 'ops@example.com' },
    },
  },
});
const dev = readStage(cdkJson, 'dev');
const prod = readStage(cdkJson, 'prod');

let account: FakeAccount;
beforeEach(() => {
  account = new FakeAccount();
});

describe('a deployment', () => {
  test('shows the difference, asks for the name of the stage, deploys, and tests what is there', async () => {
    account.typed = 'dev';

    expect(await deploy(account.tools, { stage: dev, yes: false })).toBe(true);

    expect(account.done).toEqual(['synth aaaaaaaaaaaa in here', 'diff Data Service', 'deploy Data Service']);
    expect(account.heard).toContain('✓ the API answers, and refuses who has no token');
    expect(account.heard).toContain('✓ scan-now-function starts');
    expect(account.heard).toContain('✓ no alarm');
    expect(account.heard).toContain('ApiUrl: https://api.example.com');
  });

  test.each(['yes', 'prod', '', 'Dev'])('is not made when somebody types "%s"', async (typed) => {
    account.typed = typed;

    expect(await deploy(account.tools, { stage: dev, yes: false })).toBe(false);

    expect(account.done).not.toContain('deploy Data Service');
    expect(account.heard).toContain('Nothing was deployed.');
  });

  test('is not made where nobody is there to be asked, which is said', async () => {
    expect(await deploy(account.tools, { stage: dev, yes: false })).toBe(false);

    expect(account.heard).toContain('without a terminal, give --yes');
    expect(account.done).not.toContain('deploy Data Service');
  });

  test('goes on by itself where that was asked for', async () => {
    expect(await deploy(account.tools, { stage: dev, yes: true })).toBe(true);

    expect(account.heard).not.toContain('Type the name of the stage');
  });

  test.each<[what: string, change: (account: FakeAccount) => void, says: string]>([
    ['no credentials', (it) => Object.assign(it, { signedIn: false }), 'Sign in, e.g. aws sso login'],
    ['another account', (it) => Object.assign(it, { id: '999999999999' }), 'belongs to 111122223333'],
    [
      'no bootstrap',
      (it) => Object.assign(it, { bootstrapVersion: null }),
      'npx cdk bootstrap aws://111122223333/eu-central-1',
    ],
    ['an old bootstrap', (it) => Object.assign(it, { bootstrapVersion: 5 }), 'version 5; 6 is needed'],
    [
      'a new account with ten functions at once',
      (it) => Object.assign(it, { concurrency: 10 }),
      'L-B99A9384',
    ],
    ['files that are in no commit', (it) => Object.assign(it, { changedFiles: 2 }), '2 changed files'],
    [
      'a deployment under way',
      (it) =>
        it.stacks.set('claude-enterprise-integration-prod-service', {
          status: 'UPDATE_IN_PROGRESS',
          outputs: {},
          resources: [],
        }),
      'wait until they are done',
    ],
    [
      'a stack that never came up',
      (it) =>
        it.stacks.set('claude-enterprise-integration-prod-data', {
          status: 'ROLLBACK_COMPLETE',
          outputs: {},
          resources: [],
        }),
      'delete-stack --stack-name claude-enterprise-integration-prod-data',
    ],
  ])('to production is refused with %s, and says what to do', async (_, change, says) => {
    change(account);

    expect(await deploy(account.tools, { stage: prod, yes: true })).toBe(false);

    expect(account.heard).toContain(says);
    expect(account.heard).toContain('Nothing was deployed.');
    expect(account.done).toEqual([]);
  });

  test('to production is refused while nothing says which account that is and who hears of alarms', async () => {
    const open = readStage('{"context":{"stages":{"prod":{}}}}', 'prod');

    expect(await deploy(account.tools, { stage: open, yes: true })).toBe(false);

    expect(account.heard).toContain('Set "account": "111122223333" at context.stages.prod');
    expect(account.heard).toContain('Set "alarmEmail" or "alarmTopicArn" at context.stages.prod');
  });

  test('to a stage for trying things is only warned of few functions and changed files', async () => {
    Object.assign(account, { concurrency: 10, changedFiles: 1 });

    expect(await deploy(account.tools, { stage: dev, yes: true })).toBe(true);

    expect(account.heard).toContain('! 10 functions at once');
  });

  test.each<[what: string, change: (account: FakeAccount) => void, says: string]>([
    [
      'an API that lets strangers in',
      (it) =>
        it.pages.set('https://api.example.com/v1/integrations/claude-enterprise', {
          status: 200,
          text: '{}',
        }),
      'answered 200 without a token',
    ],
    [
      'a function that does not start',
      (it) => it.broken.add('scan-now-function'),
      'scan-now-function does not start',
    ],
    ['a schedule that is off', (it) => it.disabled.add('sweeps'), 'schedule sweeps is DISABLED'],
    ['a queue that nobody works on', (it) => it.disabled.add('lane-mapping'), 'lane-mapping Disabled'],
    [
      'an alarm',
      (it) => it.alarms.push('claude-enterprise-integration-dev-service/run-scan/function-errors'),
      'run-scan/function-errors',
    ],
  ])('with %s has failed, and says how to take it back', async (_, change, says) => {
    change(account);
    account.put('service', 'dev');
    account.head = 'cccccccccccc';

    expect(await deploy(account.tools, { stage: dev, yes: true })).toBe(false);

    expect(account.heard).toContain(says);
    expect(account.heard).toContain('npm run rollback -- --stage dev --to aaaaaaaaaaaa');
    expect(account.slept).toBe(19);
  });

  test('waits for an alarm that passes by itself, and for pages that are on their way', async () => {
    account.alarms.push('claude-enterprise-integration-dev-service/sweep-scans/sweeper-silent');
    account.tools.sleep = async () => void account.alarms.pop();

    expect(await deploy(account.tools, { stage: dev, yes: true })).toBe(true);
  });

  test('looks for the page of a portal that the stage has', async () => {
    account.put('portal', 'dev');
    const portal = account.stacks.get('claude-enterprise-integration-dev-portal');
    Object.assign(portal ?? {}, { outputs: { PortalUrl: 'https://portal.example.com' } });
    account.pages.set('https://portal.example.com', { status: 200, text: '<p>AccessDenied</p>' });

    expect(await deploy(account.tools, { stage: dev, yes: true })).toBe(false);

    account.pages.set('https://portal.example.com', { status: 200, text: '<script src="/assets/a.js">' });
    expect(await deploy(account.tools, { stage: dev, yes: true })).toBe(true);
    expect(account.heard).toContain('✓ the portal is served at https://portal.example.com');
  });
});

test('the address of the portal is told to the next synthesis, and its first deployment asks for another one', async () => {
  const deployed = account.tools.cdk;
  account.tools.cdk = async (folder, ...args) => {
    await deployed(folder, ...args);
    if (args[0] !== 'deploy') return;
    account.put('portal', 'dev');
    const portal = account.stacks.get('claude-enterprise-integration-dev-portal');
    Object.assign(portal ?? {}, { outputs: { PortalUrl: 'https://portal.example.com' } });
  };
  account.pages.set('https://portal.example.com', { status: 200, text: '<script src="/assets/a.js">' });

  await deploy(account.tools, { stage: dev, yes: true });
  expect(account.settings).not.toHaveProperty('portalUrl');
  expect(account.heard).toContain('Deploy once more');

  account.said.length = 0;
  await deploy(account.tools, { stage: dev, yes: true });
  expect(account.settings).toMatchObject({ portalUrl: 'https://portal.example.com', stage: 'dev' });
  expect(account.heard).not.toContain('Deploy once more');
});

describe('taking back', () => {
  test('deploys the service of the earlier commit from its own sources and packages, and no data', async () => {
    account.typed = 'prod';
    account.put('data', 'prod');
    account.put('service', 'prod');

    expect(await takeBack(account.tools, { stage: prod, yes: false, to: 'v0.1.0' })).toBe(true);

    expect(account.done).toEqual([
      'worktree add',
      'install source',
      'synth bbbbbbbbbbbb in source',
      'diff Service',
      'deploy Service',
      'worktree remove',
    ]);
    expect(account.heard).toContain('Deploy bbbbbbbbbbbb over aaaaaaaaaaaa?');
  });

  test('leaves nothing behind when somebody thinks better of it', async () => {
    account.typed = 'no';

    expect(await takeBack(account.tools, { stage: prod, yes: false, to: 'v0.1.0' })).toBe(false);

    expect(account.done.at(-1)).toBe('worktree remove');
  });

  test('to a commit that does not exist changes nothing', async () => {
    await expect(takeBack(account.tools, { stage: prod, yes: true, to: 'v9' })).rejects.toThrow(/unknown/);

    expect(account.done).toEqual([]);
  });
});

describe('taking down', () => {
  beforeEach(() => {
    account.put('data', 'dev');
    account.put('service', 'dev');
  });

  test('says what stays, asks, and leaves the data', async () => {
    account.typed = 'dev';

    expect(await tearDown(account.tools, dev)).toBe(true);

    expect(account.done).toEqual(['delete claude-enterprise-integration-dev-service']);
    expect([...account.stacks.keys()]).toEqual(['claude-enterprise-integration-dev-data']);
    expect(account.heard).toContain('AWS::DynamoDB::Table events-table');
  });

  test.each(['yes', 'prod', null])('does nothing on %j', async (typed) => {
    account.typed = typed;

    expect(await tearDown(account.tools, dev)).toBe(false);

    expect(account.done).toEqual([]);
  });

  test('of a stage in another account is refused', async () => {
    account.id = '999999999999';
    account.typed = 'prod';

    expect(await tearDown(account.tools, prod)).toBe(false);

    expect(account.heard).toContain('belongs to 111122223333');
  });

  test('of a stage that is not there says so', async () => {
    account.stacks.clear();

    expect(await tearDown(account.tools, dev)).toBe(false);

    expect(account.heard).toContain('nothing to take down');
  });
});
