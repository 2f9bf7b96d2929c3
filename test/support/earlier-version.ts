import { readdirSync, readFileSync } from 'node:fs';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { readConfig } from '../../src/config/config.js';
import { startSandbox } from '../../src/sandbox/server.js';
import type { Run } from '../../src/upgrade/run/run.js';
import { people, type Who } from './people.js';
import { sandboxControl } from './sandbox-control.js';
import { startTeamsClient } from './teams-client.js';
import { type TestApp, until } from './test-app.js';
import { startWatched } from './watched-bot.js';

/**
 * What earlier versions of the bot left on disk, one file a moment: their documents as they lay, and for some of them
 * what had been done to the practice tenant by then, as the sandbox's journal tells it, without moves of its clock and
 * faults. They were kept while such a version held conversations with its own sandbox; nothing in them is written by hand.
 */
export type LeftBehind = {
  /** The practice tenant's time (ISO). */
  at: string;
  /** The documents' files by their path in the data folder. */
  documents: Record<string, { id: string; value: unknown }>;
  world?: object[];
};

const folder = join('test', 'fixtures', 'documents');

export const earlierVersions = readdirSync(folder);

/** The names of the moments that are kept of a version. */
export const momentsOf = (version: string): string[] =>
  readdirSync(join(folder, version)).map((file) => file.replace(/\.json$/, ''));

export function leftBehind(version: string, moment: string): LeftBehind {
  return JSON.parse(readFileSync(join(folder, version, `${moment}.json`), 'utf8')) as LeftBehind;
}

/** The documents of a kind, as the version wrote them. */
export function documentsOf(left: LeftBehind, kind: string): { id: string; value: unknown }[] {
  return Object.entries(left.documents).flatMap(([path, kept]) => (dirname(path) === kind ? [kept] : []));
}

/** The run as the version wrote it. */
export const runOf = (left: LeftBehind): Run => documentsOf(left, 'run')[0]?.value as Run;

/** Puts the documents where they lay. @param connector where people are reached now */
export async function layOut({ documents }: LeftBehind, dataDir: string, connector?: string): Promise<void> {
  for (const [path, document] of Object.entries(documents)) {
    const text = JSON.stringify(document);
    const reachable = connector ? text.replace(/"serviceUrl":"[^"]*"/, `"serviceUrl":"${connector}"`) : text;
    await mkdir(dirname(join(dataDir, path)), { recursive: true });
    await writeFile(join(dataDir, path), `${reachable}\n`);
  }
}

/** Today's bot, started on what was left behind, with the practice tenant as it was then. */
export async function startOn(
  left: LeftBehind,
): Promise<Pick<TestApp, 'sandbox' | 'sandboxUrl' | 'tenant' | 'person' | 'until' | 'stop'>> {
  const dataDir = await mkdtemp(join(tmpdir(), 'upgrade-assistant-'));
  const began = Date.now();
  await mkdir(join(dataDir, 'world'));
  const journal = (left.world ?? []).map((line) => `${JSON.stringify(line)}\n`);
  await writeFile(join(dataDir, 'world', 'journal.jsonl'), journal.join(''));
  const world = await startSandbox({
    port: 0,
    dataDir: join(dataDir, 'world'),
    now: () => Date.parse(left.at) + Date.now() - began,
  });
  let url = '';
  const teams = await startTeamsClient({ bot: () => url });
  await layOut(left, dataDir, teams.url);
  const read = readConfig({ CLOUD: 'sandbox', PORT: '0', DATA_DIR: dataDir, SANDBOX_URL: world.url });
  if (!read.ok) throw new Error(JSON.stringify(read.problems));
  const app = await startWatched(read.config);
  url = app.url;
  const sandbox = sandboxControl(world.url);
  const tenant = runOf(left).tenantId;
  return {
    sandbox,
    sandboxUrl: world.url,
    tenant,
    // The conversations are those that were written down.
    person: (who: Who, locale = 'en-US') => teams.person({ ...people[who], id: `29:${who}`, locale, tenantId: tenant }),
    until: (person, fits, step) => until(sandbox, person, fits, step),
    async stop() {
      await teams.close();
      await app.stop();
      await world.close();
      await rm(dataDir, { recursive: true, force: true });
    },
  };
}
