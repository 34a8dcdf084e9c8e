import { chmodSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { BOOTSTRAP_VERSION, CONCURRENCY } from '../../../infra/deploy/preflight.ts';
import { readStage } from '../../../infra/deploy/stage.ts';
import { realTools } from '../../../infra/deploy/tools.ts';
import { assemblyFolder, template } from '../../support/assembly.ts';
import { text } from '../../support/source-files.ts';

describe('a stage', () => {
  const cdkJson = '{"context":{"stages":{"dev":{"monthlyBudgetUsd":50,"region":"eu-west-1"},"prod":{}}}}';

  test('has the settings of cdk.json, and those given win', () => {
    expect(readStage(cdkJson, 'dev', ['monthlyBudgetUsd=70', 'oidcIssuer=https://a.example/?x=y'])).toEqual({
      name: 'dev',
      account: null,
      region: 'eu-west-1',
      context: { stage: 'dev', monthlyBudgetUsd: '70', oidcIssuer: 'https://a.example/?x=y' },
    });
  });

  test('that does not exist is answered with those that do', () => {
    expect(() => readStage(cdkJson, 'live')).toThrow(
      'There is no stage "live" in cdk.json: it has dev, prod.',
    );
    expect(() => readStage(cdkJson, 'constructor')).toThrow(/no stage/);
  });

  test('takes settings of the form name=value only', () => {
    expect(() => readStage(cdkJson, 'dev', ['region'])).toThrow('"-c region" is not of the form name=value.');
  });

  test.each(['dev', 'staging', 'prod'])('%s is in our cdk.json', (name) => {
    expect(readStage(text('cdk.json'), name).context.stage).toBe(name);
  });
});

describe('what is checked before a deployment', () => {
  test('is the bootstrap version that the templates ask for', () => {
    const manifest = JSON.parse(readFileSync(join(assemblyFolder(), 'manifest.json'), 'utf8')) as {
      artifacts: Record<string, { properties?: { requiresBootstrapStackVersion?: number } }>;
    };
    const asked = Object.values(manifest.artifacts).map(
      ({ properties }) => properties?.requiresBootstrapStackVersion ?? 0,
    );

    expect(Math.max(...asked)).toBe(BOOTSTRAP_VERSION);
  });

  test('is concurrency for all that the queues may have at work, and for the portal', () => {
    const atOnce = Object.values(template('Service').findResources('AWS::Lambda::EventSourceMapping'))
      .map(({ Properties }) => Number(Properties.ScalingConfig?.MaximumConcurrency ?? 0))
      .reduce((sum, most) => sum + most, 0);

    expect(atOnce).toBeGreaterThan(0);
    expect(CONCURRENCY).toBeGreaterThanOrEqual(atOnce + 40);
  });
});

describe('the AWS CLI', () => {
  const path = process.env.PATH;
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'fake-cli-'));
  });
  afterEach(() => {
    process.env.PATH = path;
    rmSync(folder, { recursive: true, force: true });
  });

  function installed(script: string): void {
    writeFileSync(join(folder, 'aws'), `#!/bin/sh\n${script}\n`);
    chmodSync(join(folder, 'aws'), 0o755);
    process.env.PATH = `${folder}${delimiter}${path}`;
  }

  test('is asked for JSON, in the region of the stage', async () => {
    installed('printf \'{"args":"%s","region":"%s %s"}\' "$*" "$AWS_REGION" "$AWS_DEFAULT_REGION"');

    expect(await realTools('eu-west-1').aws('sts', 'get-caller-identity')).toEqual({
      args: 'sts get-caller-identity --output json',
      region: 'eu-west-1 eu-west-1',
    });
  });

  test('says what AWS refused, with its code', async () => {
    installed(
      'echo >&2; echo "An error occurred (ParameterNotFound) when calling the GetParameter operation: none" >&2; exit 254',
    );

    await expect(realTools('eu-west-1').aws('ssm', 'get-parameter')).rejects.toMatchObject({
      code: 'ParameterNotFound',
      message: expect.stringContaining('GetParameter'),
    });
  });

  test('that is not installed is told from one that fails', async () => {
    process.env.PATH = folder;

    await expect(realTools('eu-west-1').aws('sts', 'get-caller-identity')).rejects.toMatchObject({
      code: 'ENOENT',
    });
  });
});
