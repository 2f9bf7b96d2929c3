import type { Documents } from '../../storage/documents.js';
import type { SnapshotTaken } from '../../upgrade/run/found.js';
import type { Run } from '../../upgrade/run/run.js';
import { isSnapshotStale } from '../../upgrade/run/snapshot.js';
import { sourceOf } from '../../upgrade/run/source-of.js';
import { mayBeAlong } from '../people/along.js';
import type { StepTools } from '../steps/step.js';
import { foresight } from './foresight.js';
import {
  deletePages,
  type HeldBefore,
  heldByGroup,
  heldByUser,
  pageSize,
  readPages,
  type Snapshot,
  type SnapshotPage,
  writePage,
} from './pages.js';

/**
 * Writes down who holds the old plan and which services are switched off for whom: those who hold it as they are now,
 * those who are written down and hold it no longer as they were, and so those who hold only a group's of it now and are
 * written down with one of their own, which this run may have moved. A page is in memory at a time, and everyone's id.
 * @returns undefined when the bot is being stopped
 */
export async function takeSnapshot(
  run: Run,
  { world, documents, signal }: Pick<StepTools, 'world' | 'documents' | 'signal'>,
): Promise<SnapshotTaken | undefined> {
  const { directory } = world;
  const { tenantId } = run;
  const { skuId } = sourceOf(run);
  const before = run.snapshot;
  const along = mayBeAlong(run);
  const hadTheirOwn = before ? await idsOfDirectHolders(documents, run.id, before) : new Set<string>();
  const isWhatTheyHad = ({ id, direct }: HeldBefore) => direct || !hadTheirOwn.has(id);
  const pages = new PageWriter(documents, run.id, before ? before.generation + 1 : 0);
  const ahead = await foresight(run, directory);
  for await (const page of directory.holders(tenantId, skuId)) {
    if (signal.aborted) return undefined;
    for (const user of page) ahead.look(user);
    await pages.add('users', page.map((user) => heldByUser(user, skuId, along)).filter(isWhatTheyHad));
  }
  const groups = await directory.groupsWith(tenantId, skuId);
  await pages.add(
    'groups',
    groups.map((group) => heldByGroup(group, skuId, along)),
  );
  if (before)
    for await (const { of, held } of readPages(documents, run.id, before))
      await pages.add(of, held.filter(isWhatTheyHad));
  return { ...(await pages.end()), ...ahead.told() };
}

async function idsOfDirectHolders(documents: Documents, runId: string, snapshot: Snapshot): Promise<Set<string>> {
  const ids = new Set<string>();
  for await (const { held } of readPages(documents, runId, snapshot))
    for (const { id, direct } of held) if (direct) ids.add(id);
  return ids;
}

/** Writes it down anew where what is written down is old, so that nobody who joined since is missing. */
export async function refreshSnapshot(run: Run, tools: StepTools): Promise<Run> {
  if (!isSnapshotStale(run, tools.timeline.now())) return run;
  const taken = await takeSnapshot(run, tools);
  return taken ? tools.tell({ found: 'snapshotRefreshed', taken }) : run;
}

type Written = Pick<SnapshotTaken, 'generation' | 'pages' | 'people' | 'withSwitchedOff'>;

/** Fills pages, each person and group once: as they were added first. */
class PageWriter {
  private readonly known = { users: new Set<string>(), groups: new Set<string>() };
  private readonly held: Record<SnapshotPage['of'], HeldBefore[]> = { users: [], groups: [] };
  private pages = 0;
  private withSwitchedOff = 0;

  constructor(
    private readonly documents: Documents,
    private readonly runId: string,
    readonly generation: number,
  ) {}

  async add(of: SnapshotPage['of'], held: readonly HeldBefore[]): Promise<void> {
    for (const one of held) await this.addOne(of, one);
  }

  private async addOne(of: SnapshotPage['of'], one: HeldBefore): Promise<void> {
    if (this.known[of].has(one.id)) return;
    this.known[of].add(one.id);
    this.held[of].push(one);
    if (of === 'users' && one.switchedOff.length > 0) this.withSwitchedOff += 1;
    if (this.held[of].length === pageSize) await this.flush(of);
  }

  async end(): Promise<Written> {
    const { generation, withSwitchedOff } = this;
    await this.flush('users');
    await this.flush('groups');
    // Somebody may be reading the last writing; nobody reads the one before it.
    if (generation > 1) await deletePages(this.documents, this.runId, { generation: generation - 2 });
    return {
      generation,
      pages: this.pages,
      people: this.known.users.size,
      withSwitchedOff,
    };
  }

  private async flush(of: SnapshotPage['of']): Promise<void> {
    if (this.held[of].length === 0) return;
    await writePage(this.documents, this.runId, this, this.pages, { of, held: this.held[of] });
    this.pages += 1;
    this.held[of] = [];
  }
}
