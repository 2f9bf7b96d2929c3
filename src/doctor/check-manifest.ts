import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { problemsOf } from '../../scripts/manifest-rules.js';
import { error, type Finding, inOneLine, ok, warning } from './finding.js';

const id = 'manifest';
const file = 'manifest/manifest.json';
// Stands in for an app id that is not given yet, so that everything else can be checked.
const sampleAppId = '2f0d6a5e-8c1b-4e57-9a3d-6b7c8d9e0f12';
const developerSchema = z.object({ developer: z.object({ websiteUrl: z.string() }) });

/**
 * Whether Teams would take the app package that `npm run manifest` builds.
 * @param root the project's folder
 * @param appId empty when there is none yet
 */
export function checkManifest(root: string, appId: string): Finding {
  const folder = join(root, 'manifest');
  try {
    const manifest = readManifest(root, appId || sampleAppId);
    const problems = problemsOf(manifest, filesIn(folder));
    if (problems.length > 0) return error(id, `Teams would refuse it: ${problems.join('; ')}`, `Correct ${file}.`);
    if (developerSchema.parse(manifest).developer.websiteUrl.startsWith('https://example.com/') && appId) {
      const fix = `Put your own addresses into ${file} before you publish.`;
      return warning(id, 'the links to the developer lead to example.com', fix);
    }
    return ok(id, 'Teams would take it');
  } catch (thrown) {
    return error(id, `cannot be read: ${inOneLine(thrown)}`, `Correct ${file} and the files beside it.`);
  }
}

function readManifest(root: string, MicrosoftAppId: string): unknown {
  const { version } = z.object({ version: z.string() }).parse(JSON.parse(readText(join(root, 'package.json'))));
  const values: Record<string, string> = { MicrosoftAppId, version };
  const template = readText(join(root, file));
  return JSON.parse(template.replace(/\$\{(\w+)\}/g, (placeholder, name: string) => values[name] ?? placeholder));
}

function filesIn(folder: string): Map<string, Uint8Array> {
  return new Map(readdirSync(folder).map((name) => [name, readFileSync(join(folder, name))]));
}

function readText(path: string): string {
  return readFileSync(path, 'utf8');
}
