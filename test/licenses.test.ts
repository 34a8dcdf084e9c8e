import { describe, expect, test } from 'vitest';
import { licenseText, lockedPackages } from './support/licenses.ts';
import { text } from './support/source-files.ts';

/** Ask for nothing but a notice, or for nothing at all. */
const permissive = [
  '0BSD',
  'Apache-2.0',
  'BSD-2-Clause',
  'BSD-3-Clause',
  'BlueOak-1.0.0',
  'ISC',
  'MIT',
  'MIT-0',
  'Unlicense',
];

/** Beside those, for tools that are passed on to nobody. */
const ofTools = ['(MIT AND Zlib)', '(MIT OR GPL-3.0-or-later)', 'MIT OR Apache-2.0', 'MPL-2.0'];

const packages = lockedPackages();
const deployed = packages.filter((each) => each.deployed);

describe('licences', () => {
  test('of what is deployed ask for a notice at most', () => {
    expect(deployed.length).toBeGreaterThan(100);
    expect(deployed.filter(({ license }) => !permissive.includes(license ?? 'none'))).toEqual([]);
  });

  test('of tools are known', () => {
    const allowed = [...permissive, ...ofTools];
    expect(packages.filter(({ license }) => !allowed.includes(license ?? 'none'))).toEqual([]);
  });

  test('come with their text where the package holds one', () => {
    const react = deployed.find(({ name }) => name === 'react');
    expect(react && licenseText(react)).toMatch(/^MIT License/);
  });

  test('ours is the one that package.json names', () => {
    const { license } = JSON.parse(text('package.json')) as { license: string };

    expect(license).toBe('Apache-2.0');
    expect(text('LICENSE')).toMatch(/^\s*Apache License\s+Version 2\.0, January 2004/);
    expect(text('LICENSE')).toContain('END OF TERMS AND CONDITIONS');
  });
});
