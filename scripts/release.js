/**
 * `npm run release`: what a release of the version in package.json is made of, checked, and nothing published: the app
 * package, the tags of the image, and the tag of the commit. `-- --tag` makes the commit's tag too.
 */
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));
const read = (name) => readFileSync(`${root}/${name}`, 'utf8');

/**
 * @param {string} version of package.json
 * @param {string} changes CHANGELOG.md
 * @param {string} locked the version in package-lock.json
 * @returns {string[]} why it cannot be released; empty when it can
 */
export function problemsOf(version, changes, locked) {
  const semantic = /^(0|[1-9]\d*)\.(0|[1-9]\d*)\.(0|[1-9]\d*)$/.test(version);
  const newest = /^## (\d+\.\d+\.\d+) – (\d{4}-\d{2}-\d{2})$/m.exec(changes)?.[1];
  return [
    ...(semantic ? [] : [`${version} in package.json is no semantic version such as 1.2.3: Teams takes no other`]),
    ...(locked === version
      ? []
      : [`package-lock.json says ${locked}: run npm version ${version} --no-git-tag-version`]),
    ...(newest === version
      ? []
      : [`CHANGELOG.md begins with ${newest ?? 'no version'}: add "## ${version} – <date>" with what changed`]),
  ];
}

/** From the most exact to the widest; before 1.0.0 a minor version may break things, so nobody follows them all. */
export function imageTags(version) {
  const [major, minor] = version.split('.');
  return [version, `${major}.${minor}`, ...(major === '0' ? [] : [major])].map((tag) => `upgrade-assistant:${tag}`);
}

function main() {
  const { version } = JSON.parse(read('package.json'));
  const problems = problemsOf(version, read('CHANGELOG.md'), JSON.parse(read('package-lock.json')).version);
  if (problems.length > 0) {
    console.error(`No release:\n${problems.map((problem) => `  ${problem}`).join('\n')}`);
    process.exit(1);
  }
  const built = spawnSync(process.execPath, [`${root}/scripts/manifest.js`], { stdio: 'inherit' });
  if (built.status !== 0) process.exit(built.status ?? 1);
  const tags = imageTags(version);
  console.log(`image   docker build ${tags.map((tag) => `--tag ${tag}`).join(' ')} .`);
  console.log(`commit  git tag --annotate v${version} --message "Upgrade Assistant ${version}"`);
  if (process.argv.includes('--tag')) {
    const tagged = spawnSync('git', ['tag', '--annotate', `v${version}`, '--message', `Upgrade Assistant ${version}`]);
    if (tagged.status !== 0) console.error(String(tagged.stderr).trim());
    process.exit(tagged.status ?? 1);
  }
  console.log(
    'Nothing was published or tagged: push image and tag yourself, or run npm run release -- --tag for the tag.',
  );
}

if (process.argv[1] === fileURLToPath(import.meta.url)) main();
