// `npm run manifest`: builds build/upgrade-assistant.zip for upload to Teams, from manifest/ and the bot's app id.
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseEnv } from 'node:util';
import { strFromU8, unzipSync, zipSync } from 'fflate';
import { problemsOf } from './manifest-rules.js';
import { filledManifest, unpublishable } from './manifest-template.js';

const project = fileURLToPath(new URL('..', import.meta.url));
const folder = join(project, 'manifest');

/** Teams wants these at the top of the archive; the same input gives the same archive, byte for byte. */
const archiveDate = new Date(2020, 0, 1);

/** The environment, with what `.env` says where it is silent. */
function readEnvironment() {
  try {
    return { ...parseEnv(readFileSync('.env', 'utf8')), ...nonEmpty(process.env) };
  } catch (error) {
    if (error.code === 'ENOENT') return nonEmpty(process.env);
    throw error;
  }
}

const nonEmpty = (env) => Object.fromEntries(Object.entries(env).filter(([, value]) => value?.trim()));

/** Teams takes an update of an app only with a higher version. */
function lowerThanLast(file, { id, version }) {
  if (!existsSync(file)) return [];
  const last = JSON.parse(strFromU8(unzipSync(readFileSync(file))['manifest.json']));
  const parts = (text) => text.split('.').map(Number);
  const order = parts(version)
    .map((part, at) => part - (parts(last.version)[at] ?? 0))
    .find((difference) => difference !== 0);
  if (last.id !== id || (order ?? 0) >= 0) return [];
  return [
    `version ${version} is lower than ${last.version}, the last one built: raise it in package.json, or delete ${file}`,
  ];
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

const env = readEnvironment();
// The Agents Toolkit calls it by its own name.
const appId = (env.MicrosoftAppId ?? env.BOT_ID)?.trim();
const { version } = JSON.parse(readFileSync(join(project, 'package.json'), 'utf8'));
const given = { appId, teamsAppId: env.TEAMS_APP_ID?.trim(), publicUrl: env.PUBLIC_URL?.trim(), version };
const text = filledManifest(folder, given);
const manifest = JSON.parse(text);
const files = collect(text, manifest);
const archive = resolve('build', 'upgrade-assistant.zip');

const ownRules = problemsOf(manifest, files);
const official = ownRules.length > 0 ? [] : await officialProblemsOf(files, manifest);
// Without an app id it is for a look only.
const forPublishing = appId ? [...unpublishable(manifest), ...lowerThanLast(archive, manifest)] : [];
const problems = [...ownRules, ...official, ...forPublishing];
if (problems.length > 0) {
  console.error(`This is no package for Teams:\n${problems.map((problem) => `  ${problem}`).join('\n')}`);
  process.exit(1);
}

mkdirSync(resolve('build'), { recursive: true });
writeFileSync(archive, zipSync(Object.fromEntries(files), { level: 9, mtime: archiveDate }));

console.log(`${archive}\n  ${[...files.keys()].join(', ')}\n  version ${version}, app id ${manifest.id}`);
if (!appId) {
  console.log(
    'MicrosoftAppId is not set: this archive has a sample app id, for a look only. Set it in .env and run again.',
  );
}
