import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { problemsOf } from '../../scripts/manifest-rules.js';
import { filledManifest, unpublishable } from '../../scripts/manifest-template.js';
import { error, type Finding, inOneLine, ok, warning } from './finding.js';

const id = 'manifest';
const file = 'manifest/manifest.json';

/**
 * Whether Teams would take the app package that `npm run manifest` builds.
 * @param root the project's folder
 * @param appId empty when there is none yet
 * @param publicUrl where the pages are that the package links to
 */
export function checkManifest(root: string, appId: string, publicUrl?: string): Finding {
  const folder = join(root, 'manifest');
  try {
    const manifest = readManifest(root, appId, publicUrl);
    const problems = problemsOf(manifest, filesIn(folder));
    if (problems.length > 0) return error(id, `Teams would refuse it: ${problems.join('; ')}`, `Correct ${file}.`);
    const left = appId === '' ? [] : unpublishable(manifest);
    if (left.length > 0) return warning(id, left.join('; '), 'Set them before you build the package for Teams.');
    return ok(id, 'Teams would take it');
  } catch (thrown) {
    return error(id, `cannot be read: ${inOneLine(thrown)}`, `Correct ${file} and the files beside it.`);
  }
}

function readManifest(root: string, appId: string, publicUrl: string | undefined): unknown {
  const { version } = z.object({ version: z.string() }).parse(JSON.parse(readText(join(root, 'package.json'))));
  return JSON.parse(filledManifest(join(root, 'manifest'), { appId, publicUrl, version }));
}

function filesIn(folder: string): Map<string, Uint8Array> {
  return new Map(readdirSync(folder).map((name) => [name, readFileSync(join(folder, name))]));
}

function readText(path: string): string {
  return readFileSync(path, 'utf8');
}
