import type { DataType } from '../../detect/data-type.ts';
import { STRONG } from '../../detect/data-type.ts';
import { sampleOf } from './sample.ts';

const awsAccessKey: DataType = {
  id: 'AWS_ACCESS_KEY',
  name: 'AWS access key id',
  group: 'credentials',
  source: 'AWS IAM, "IAM identifiers": unique id prefixes; base32 alphabet',
  find: [{ kind: 'token', prefixes: ['AKIA', 'ASIA', 'ABIA', 'ACCA'], rest: /[A-Z2-7]{16}/ }],
  isTest: (value) => value.endsWith('EXAMPLE'),
  confidence: STRONG,
  mask: { head: 4, tail: 4 },
  hits: [
    `aws_access_key_id = «${sampleOf('AKIA', 'base32', 16)}»`,
    `key:«${sampleOf('ASIA', 'base32', 16)}»`,
  ],
  misses: [`AKIA${'IOSFODNN7'}EXAMPLE`, 'AKIAlowercaseisnokey', `x${sampleOf('AKIA', 'base32', 20)}`],
};

const githubToken: DataType = {
  id: 'GITHUB_TOKEN',
  name: 'GitHub token',
  group: 'credentials',
  source:
    'GitHub Docs, "About authentication to GitHub"; blog "Behind GitHub\'s new authentication token formats"',
  find: [
    { kind: 'token', prefixes: ['ghp_', 'gho_', 'ghu_', 'ghs_', 'ghr_'], rest: /[A-Za-z0-9]{36}/ },
    { kind: 'token', prefixes: ['github_pat_'], rest: /[A-Za-z0-9]{22}_[A-Za-z0-9]{59}/ },
  ],
  confidence: STRONG,
  mask: { head: 4, tail: 4 },
  hits: [
    `GITHUB_TOKEN=«${sampleOf('ghp_', 'base62', 36)}»`,
    `"«${sampleOf('github_pat_', 'base62', 22)}_${sampleOf('', 'base62', 59)}»"`,
  ],
  misses: ['ghp_short', `ghp_${'x'.repeat(36)}`],
};

const anthropicApiKey: DataType = {
  id: 'ANTHROPIC_API_KEY',
  name: 'Anthropic API key',
  group: 'credentials',
  source: 'Anthropic documentation and observed keys: sk-ant-api03- or sk-ant-admin01-, 93 characters, AA',
  find: [{ kind: 'token', prefixes: ['sk-ant-'], rest: /[a-z]{2,12}[0-9]{2}-[A-Za-z0-9_-]{40,120}/ }],
  confidence: STRONG,
  mask: { head: 8, tail: 4 },
  hits: [`ANTHROPIC_API_KEY=«${sampleOf('sk-ant-api03-', 'base62', 93)}AA»`],
  misses: ['sk-ant-api03-your-key-here', 'sk-ant-...'],
};

export const vendorTokens: readonly DataType[] = [awsAccessKey, githubToken, anthropicApiKey];
