/**
 * The licences of what production runs: `npm run licences` writes docs/licences.md from the lock, and ends with 1 where
 * one of them is not allowed.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { pathToFileURL } from 'node:url';

const at = (path) => new URL(`../${path}`, import.meta.url);

/** Licences that ask no more than to be named beside the product. Another is a decision of the product's owner. */
const allowed = ['0BSD', 'Apache-2.0', 'BSD-2-Clause', 'BSD-3-Clause', 'BlueOak-1.0.0', 'ISC', 'MIT', 'Unlicense'];

/** Packages that name no licence where npm looks, and where it stands instead. */
const toldElsewhere = {
  'escape-regexp-component': { licence: 'MIT', where: 'its Readme.md' },
  jspath: { licence: 'MIT', where: 'its LICENSE, or the GPL at the choice of whoever uses it' },
};

/** The licence of a package whose own description names none; undefined where it is not known. */
export const licenceOf = (name) => toldElsewhere[name]?.licence;

/** Every package that `npm ci --omit=dev --omit=optional` installs, as the lock has it. */
export function runtimePackages(lock = JSON.parse(readFileSync(at('package-lock.json'), 'utf8'))) {
  return Object.entries(lock.packages)
    .filter(([path, { dev, optional, devOptional }]) => path !== '' && !dev && !optional && !devOptional)
    .map(([path, { name: ownName, version, license, hasInstallScript = false }]) => {
      // One that takes another's place lies under that one's name.
      const name = ownName ?? path.split('node_modules/').at(-1);
      return { name, version, licence: license ?? licenceOf(name), hasInstallScript };
    });
}

/** Whether a licence, or one of those that may be chosen between, is allowed. */
export function isAllowed(licence) {
  return (licence ?? '')
    .replace(/^\(|\)$/g, '')
    .split(' OR ')
    .some((one) => allowed.includes(one));
}

/** docs/licences.md as the lock has it now. */
export function licencesPage(packages = runtimePackages()) {
  const byLicence = new Map();
  for (const { name, version, licence = 'none is named' } of packages) {
    const named = byLicence.get(licence) ?? byLicence.set(licence, new Set()).get(licence);
    named.add(`${name} ${version}`);
  }
  const rows = [...byLicence].sort(([a], [b]) => a.localeCompare(b, 'en'));
  const lines = rows.map(([licence, names]) => `| ${licence} | ${names.size} | ${[...names].sort().join(', ')} |`);
  const elsewhere = Object.entries(toldElsewhere).map(([name, { where }]) => `${name}: in ${where}.`);
  return `# Licences of what production runs

Everything that \`npm ci --omit=dev --omit=optional\` installs, read from package-lock.json. \`npm run licences\` writes this page
anew, and a test holds it to the lock and every licence to those that are allowed: ${allowed.join(', ')}.

| licence | packages | which |
|---|---|---|
${lines.join('\n')}

Where a package names none to npm: ${elsewhere.join(' ')}

The Microsoft 365 Agents Playground, which \`npm start\` runs beside the bot, has a pre-release licence for evaluation. It is
a development package: production neither installs nor ships it.
`;
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  const packages = runtimePackages();
  writeFileSync(at('docs/licences.md'), licencesPage(packages));
  for (const { name, version, licence } of packages.filter((one) => !isAllowed(one.licence))) {
    console.error(`${name} ${version} has a licence that is not allowed: ${licence ?? 'none is named'}`);
    process.exitCode = 1;
  }
}
