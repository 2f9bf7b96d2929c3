import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { createRunStore } from '../../src/engine/run-store.js';
import { readPages } from '../../src/engine/snapshot/pages.js';
import { createCards } from '../../src/teams/cards/cards.js';
import { languages } from '../../src/teams/cards/words/languages.js';
import { Outbox } from '../../src/teams/notices/outbox.js';
import { Followers } from '../../src/teams/people/followers.js';
import type { Run } from '../../src/upgrade/run/run.js';
import { alex } from '../cards/states/viewer.js';
import {
  documentsOf,
  earlierVersions,
  type LeftBehind,
  layOut,
  leftBehind,
  momentsOf,
  runOf,
} from '../support/earlier-version.js';
import { type TemporaryFolder, temporaryFolder } from './lowdb/temporary-folder.js';

/** Every document that an earlier version left on disk is read as it was meant, at every moment of a run. */

type Kept = { reference: null | { bot: { id: string }; user: { id: string } } };

/** Of where a conversation goes on, names and the like were kept that sending does not need; they are let go. */
function withWhatSends(value: unknown) {
  const { reference, ...kept } = value as Kept;
  if (reference === null) return { ...kept, reference };
  const { locale: _, ...needed } = reference as Kept['reference'] & { locale?: string };
  return { ...kept, reference: { ...needed, bot: { id: reference.bot.id }, user: { id: reference.user.id } } };
}

const kinds = ['run', 'tenant', 'snapshot', 'follower', 'outbox'];
const cards = createCards({ templatesDir: 'cards', localesDir: 'src/locales', consent: () => 'https://consent' });

describe.each(earlierVersions)('what %s left behind', (version) => {
  let folder: TemporaryFolder;
  beforeEach(async () => {
    folder = await temporaryFolder();
  });
  afterEach(() => folder.end());

  async function opened(moment: string) {
    const left = leftBehind(version, moment);
    await layOut(left, folder.dataDir);
    const documents = await folder.open();
    const run = await createRunStore(documents).latest(runOf(left).tenantId);
    if (!run) throw new Error('the tenant has no run');
    return { left, documents, run };
  }

  it.each(momentsOf(version))('is read with nothing lost and nothing set aside: %s', async (moment) => {
    const { left, documents, run } = await opened(moment);
    expect(kindsIn(left).filter((kind) => !kinds.includes(kind))).toEqual([]);
    expect(run).toMatchObject(whatIsTold(runOf(left)));

    if (run.snapshot) {
      const pages = [];
      for await (const page of readPages(documents, run.id, run.snapshot)) pages.push(page);
      expect(pages).toMatchObject(documentsOf(left, 'snapshot').map(({ value }) => value as object));
    }
    for (const { value } of documentsOf(left, 'follower')) {
      const { tenantId, personId } = value as { tenantId: string; personId: string };
      expect(await new Followers(documents).get(tenantId, personId)).toMatchObject(withWhatSends(value));
    }
    const messages = (await new Outbox(documents).all()).map(({ value }) => value);
    expect(messages).toMatchObject(documentsOf(left, 'outbox').map(({ value }) => value as object));

    expect(await documents.health()).toEqual({ ok: true });
    expect((await readdir(join(folder.dataDir), { recursive: true })).filter((name) => /corrupt/.test(name))).toEqual(
      [],
    );
  });

  it.each(momentsOf(version))('has its cards in both languages: %s', async (moment) => {
    const { left, run } = await opened(moment);
    for (const language of languages) {
      const viewer = { ...alex, language };
      const context = { now: new Date(left.at) };
      expect(cards.run(run, viewer, context).summary).toMatch(/\p{L}{3}/u);
      expect(cards.history(viewer, [run]).id).toBe('history');
    }
  });
});

/** What a run left open may be told from the rest of it. */
const whatIsTold = (run: Run): Partial<Run> =>
  Object.fromEntries(Object.entries(run).filter(([, value]) => value !== null));

const kindsIn = ({ documents }: LeftBehind): string[] => Object.keys(documents).map((path) => path.split('/')[0] ?? '');
