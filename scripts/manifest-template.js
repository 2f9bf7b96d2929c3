import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/**
 * The app manifest as `manifest/` has it: its placeholders are those of the Microsoft 365 Agents Toolkit, and a language
 * is a localization file beside it.
 * https://learn.microsoft.com/microsoftteams/platform/toolkit/provision
 */

/** What stands for values that are not known yet, for a look only. */
const samples = {
  MicrosoftAppId: '2f0d6a5e-8c1b-4e57-9a3d-6b7c8d9e0f12',
  PUBLIC_URL: 'https://example.com/upgrade-assistant',
};

/**
 * @param {string} folder
 * @param {{ appId?: string, teamsAppId?: string, publicUrl?: string, version: string }} given
 * @returns {string} the manifest; a placeholder that is none of ours stays
 */
export function filledManifest(folder, { appId, teamsAppId, publicUrl, version }) {
  const botId = appId || samples.MicrosoftAppId;
  const values = {
    TEAMS_APP_ID: teamsAppId || botId,
    BOT_ID: botId,
    PUBLIC_URL: (publicUrl || samples.PUBLIC_URL).replace(/\/$/, ''),
    APP_VERSION: version,
  };
  const template = readFileSync(join(folder, 'manifest.json'), 'utf8');
  const filled = template.replace(/\$\{\{(\w+)\}\}/g, (placeholder, name) => values[name] ?? placeholder);
  const manifest = JSON.parse(filled);
  manifest.localizationInfo.additionalLanguages = languagesIn(folder);
  return `${JSON.stringify(manifest, null, 2)}\n`;
}

/** @param {string} folder */
function languagesIn(folder) {
  return readdirSync(folder)
    .flatMap((file) => {
      const languageTag = /^([a-z]{2,3}(?:-[a-z0-9]{2,8})?)\.json$/i.exec(file)?.[1];
      return languageTag ? [{ languageTag, file }] : [];
    })
    .sort((one, other) => one.file.localeCompare(other.file, 'en'));
}

/**
 * What must not be published: addresses that lead nowhere, and placeholders nobody filled.
 * @param {any} manifest
 * @returns {string[]}
 */
export function unpublishable(manifest) {
  const left = [...new Set(JSON.stringify(manifest).match(/\$\{\{?\w+\}?\}/g) ?? [])];
  const nowhere = Object.entries(manifest.developer ?? {}).filter(([, value]) =>
    /^https?:\/\/(?:[^/]*\.)?example\.(?:com|org|net)(?:[:/]|$)/i.test(String(value)),
  );
  return [
    ...left.map((placeholder) => `${placeholder} is not filled: set it in the environment or in .env`),
    ...nowhere.map(
      ([name]) => `developer.${name} leads to example.com: set PUBLIC_URL to the https address of the bot`,
    ),
  ];
}
