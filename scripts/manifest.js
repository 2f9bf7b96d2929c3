// `npm run manifest`: builds build/upgrade-assistant.zip for upload to Teams, from manifest/ and the bot's app id.
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseEnv } from 'node:util';
import { zipSync } from 'fflate';
import { problemsOf } from './manifest-rules.js';

const project = fileURLToPath(new URL('..', import.meta.url));
const folder = join(project, 'manifest');
const sampleAppId = '2f0d6a5e-8c1b-4e57-9a3d-6b7c8d9e0f12';

/** Teams wants these at the top of the archive; the same input gives the same archive, byte for byte. */
const archiveDate = new Date(2020, 0, 1);

function readAppId() {
  const fromShell = process.env.MicrosoftAppId?.trim();
  if (fromShell) return fromShell;
  try {
    return parseEnv(readFileSync('.env', 'utf8')).MicrosoftAppId?.trim() || undefined;
  } catch (error) {
    if (error.code === 'ENOENT') return undefined;
    throw error;
  }
}

function readManifest(values) {
  const template = readFileSync(join(folder, 'manifest.json'), 'utf8');
  return template.replace(/\$\{(\w+)\}/g, (placeholder, name) => values[name] ?? placeholder);
}

/** The manifest and the files it names, nothing else that lies in the folder. */
function collect(text, { icons, localizationInfo }) {
  const languages = localizationInfo.additionalLanguages.map(({ file }) => file);
  const present = [icons.color, icons.outline, ...languages].filter((name) => existsSync(join(folder, name)));
  const read = present.map((name) => [name, readFileSync(join(folder, name))]);
  return new Map([['manifest.json', Buffer.from(text)], ...read]);
}

async function officialProblemsOf(files, manifest) {
  const schemas = process.env.SCHEMAS_DIR;
  if (!schemas) return [];
  const { officialProblems } = await import('./official-schema.js');
  const languages = manifest.localizationInfo.additionalLanguages.map(({ file }) => JSON.parse(files.get(file)));
  return [
    ...officialProblems(schemas, 'teams-manifest.schema.json', manifest),
    ...languages.flatMap((one) => officialProblems(schemas, 'teams-manifest-localization.schema.json', one)),
  ];
}

const appId = readAppId();
const { version } = JSON.parse(readFileSync(join(project, 'package.json'), 'utf8'));
const text = readManifest({ MicrosoftAppId: appId ?? sampleAppId, version });
const manifest = JSON.parse(text);
const files = collect(text, manifest);

const ownRules = problemsOf(manifest, files);
const problems = ownRules.length > 0 ? ownRules : await officialProblemsOf(files, manifest);
if (problems.length > 0) {
  console.error(`The manifest would be refused by Teams:\n${problems.map((problem) => `  ${problem}`).join('\n')}`);
  process.exit(1);
}

const archive = resolve('build', 'upgrade-assistant.zip');
mkdirSync(resolve('build'), { recursive: true });
writeFileSync(archive, zipSync(Object.fromEntries(files), { level: 9, mtime: archiveDate }));

console.log(`${archive}\n  ${[...files.keys()].join(', ')}\n  version ${version}, app id ${manifest.id}`);
if (!appId) {
  console.log(
    'MicrosoftAppId is not set: this archive has a sample app id, for a look only. Set it in .env and run again.',
  );
}
if (manifest.developer.websiteUrl.startsWith('https://example.com/')) {
  console.log('The developer links lead to example.com: put your own into manifest/manifest.json before you publish.');
}
