import { parseArgs } from 'node:util';
import { licenseText, lockedPackages } from './support/licenses.ts';

// What `npm run licenses` prints: every package with its licence, what is deployed first. With `--notices`, the texts of
// the licences of what is deployed, to pass on with it.

const { values } = parseArgs({ options: { notices: { type: 'boolean', default: false } } });
const packages = lockedPackages();
const deployed = packages.filter((each) => each.deployed);

if (values.notices) {
  for (const each of deployed) {
    console.log(`## ${each.name} ${each.version} (${each.license})\n\n${licenseText(each) ?? 'No text.'}\n`);
  }
} else {
  list('Deployed: in the functions or in the portal', deployed);
  list(
    'Builds and tests only',
    packages.filter((each) => !each.deployed),
  );
}

function list(title: string, listed: typeof packages): void {
  console.log(`${title}: ${listed.length}`);
  for (const [license, group] of Object.entries(
    Object.groupBy(listed, (each) => each.license ?? 'none'),
  ).sort()) {
    const names = group?.map(({ name, version }) => `${name}@${version}`) ?? [];
    console.log(`  ${license} (${names.length}): ${[...new Set(names)].join(', ')}`);
  }
}
