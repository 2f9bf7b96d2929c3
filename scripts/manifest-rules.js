import { z } from 'zod';
import { sizeOfPng } from './png.js';

/**
 * What Teams asks of an app manifest (schema v1.29) and of its localization files, as far as this app uses them.
 * https://learn.microsoft.com/microsoft-365/extensibility/schema/
 */

const guid = z.string().regex(/^[0-9a-f]{8}-([0-9a-f]{4}-){3}[0-9a-f]{12}$/i, { error: 'is not a GUID' });
const words = (longest) => z.string().trim().min(1).max(longest);
const httpsUrl = z.url({ protocol: /^https$/, error: 'is not an https address' }).max(2048);
const languageTag = z.string().regex(/^[a-z0-9]{1,8}(-[a-z0-9]{1,8}){0,2}$/i, { error: 'is not a language tag' });
const scopes = z.array(z.enum(['personal', 'team', 'groupChat', 'copilot'])).min(1);
const command = z.strictObject({ title: words(128), description: words(4000) });

export const manifestSchema = z.strictObject({
  $schema: z.url(),
  manifestVersion: z.literal('1.29'),
  version: z.string().regex(/^\d+\.\d+\.\d+$/, { error: 'is not a version such as 1.0.0' }),
  id: guid,
  localizationInfo: z.strictObject({
    defaultLanguageTag: languageTag,
    additionalLanguages: z.array(z.strictObject({ languageTag, file: words(2048) })),
  }),
  developer: z.strictObject({ name: words(32), websiteUrl: httpsUrl, privacyUrl: httpsUrl, termsOfUseUrl: httpsUrl }),
  name: z.strictObject({ short: words(30), full: words(100) }),
  description: z.strictObject({ short: words(80), full: words(4000) }),
  icons: z.strictObject({ color: words(2048), outline: words(2048) }),
  accentColor: z.string().regex(/^#[0-9a-f]{6}$/i, { error: 'is not a colour such as #174F91' }),
  defaultInstallScope: z.enum(['personal', 'team', 'groupChat', 'meetings', 'copilot']),
  bots: z.tuple([
    z.strictObject({
      botId: guid,
      scopes,
      isNotificationOnly: z.boolean(),
      supportsFiles: z.boolean(),
      commandLists: z.array(z.strictObject({ scopes, commands: z.array(command).min(1).max(12) })).max(3),
    }),
  ]),
  permissions: z.array(z.enum(['identity', 'messageTeamMembers'])),
  validDomains: z.array(words(2048)).max(100),
});

/**
 * @param {unknown} manifest with its placeholders filled
 * @param {Map<string, Uint8Array>} files the files it may name
 * @returns {string[]} what is wrong, each with where; empty when Teams will take it
 */
export function problemsOf(manifest, files) {
  const checked = manifestSchema.safeParse(manifest);
  if (!checked.success) return issuesOf(checked.error, 'manifest.json');
  const { icons, localizationInfo } = checked.data;
  return [
    ...iconProblems(icons.color, 192, files),
    ...iconProblems(icons.outline, 32, files),
    ...localizationInfo.additionalLanguages.flatMap(({ file }) => translationProblems(checked.data, file, files)),
  ];
}

function iconProblems(name, size, files) {
  const file = files.get(name);
  if (!file) return [`${name}: is missing`];
  const found = sizeOfPng(file);
  if (!found) return [`${name}: is not a PNG`];
  if (found.width === size && found.height === size) return [];
  return [`${name}: is ${found.width}×${found.height}, must be ${size}×${size}`];
}

/** Every text a person sees is translated, within its limit, and nothing is translated that is not there. */
function translationProblems(manifest, name, files) {
  const file = files.get(name);
  if (!file) return [`${name}: is missing`];
  const { $schema: _, ...translations } = JSON.parse(Buffer.from(file).toString('utf8'));
  const limits = localizableTexts(manifest);
  const checked = z.strictObject(Object.fromEntries(limits)).safeParse(translations);
  return checked.success ? [] : issuesOf(checked.error, name);
}

/** The texts of a manifest that a localization file translates, by their key there. */
function localizableTexts(manifest) {
  const fixed = [
    ['name.short', words(30)],
    ['name.full', words(100)],
    ['description.short', words(80)],
    ['description.full', words(4000)],
  ];
  const commands = manifest.bots[0].commandLists.flatMap((list, l) =>
    list.commands.flatMap((_, c) => {
      const at = `bots[0].commandLists[${l}].commands[${c}]`;
      return [
        [`${at}.title`, words(128)],
        [`${at}.description`, words(4000)],
      ];
    }),
  );
  return [...fixed, ...commands];
}

const issuesOf = (error, file) =>
  error.issues.map((issue) => `${file}: ${issue.path.join('.')} ${issue.message}`.trim());
