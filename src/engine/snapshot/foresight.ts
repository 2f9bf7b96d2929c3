import { calledOf } from '../../upgrade/licences/called.js';
import { clashes } from '../../upgrade/licences/clashes.js';
import { isByGroup, type Move } from '../../upgrade/licences/move.js';
import { freeOf } from '../../upgrade/plans/along.js';
import { type Directory, PortError } from '../../upgrade/ports.js';
import type { SnapshotTaken } from '../../upgrade/run/found.js';
import type { Run } from '../../upgrade/run/run.js';
import { sourceOf } from '../../upgrade/run/source-of.js';
import type { LicensedUser } from '../../upgrade/tenant/facts.js';
import { alongOf } from '../people/along.js';
import { targetOf } from '../steps/tenant-state.js';

/** How many are named of those who would be moved first, and of those without a usage location. */
const firstNamed = 10;
const unlocatedNamed = 100;

type Foreseen = Pick<SnapshotTaken, 'withoutLocation' | 'first' | 'unlocated' | 'mayLocate' | 'clashing' | 'overLimit'>;

/** What a move comes to, and how many licences of the new plan are free; undefined where the run moves nobody itself. */
type Ahead = { move: Move; free: number };

/** Foretells the move of everyone who holds the old plan by what they have now. */
export async function foresight(run: Run, directory: Directory): Promise<Foresight> {
  return new Foresight(sourceOf(run).skuId, await aheadOf(run, directory), await mayLocate(run, directory));
}

async function aheadOf(run: Run, directory: Directory): Promise<Ahead | undefined> {
  if (run.path !== 'manual' || run.plan === null) return undefined;
  const target = await targetOf(directory, run.tenantId, run.plan);
  const units = (await directory.skus(run.tenantId)).find(({ skuId }) => skuId === target.toSkuId);
  const move = { fromSkuId: sourceOf(run).skuId, ...target, ...(await alongOf(run, directory)) };
  return units && { move, free: freeOf(units) };
}

/** It only decides what is offered: whether it is so is seen when it is done. */
async function mayLocate({ tenantId }: Run, directory: Directory): Promise<boolean> {
  try {
    return await directory.maySetLocation(tenantId);
  } catch (error) {
    if (error instanceof PortError) return false;
    throw error;
  }
}

class Foresight {
  private readonly seen = new Set<string>();
  private readonly unlocated = new Map<string, { name: string; signIn: string }>();
  private readonly first = new Map<string, string>();
  private withoutLocation = 0;
  private clashing = 0;
  private wanting = 0;

  constructor(
    private readonly skuId: string,
    private readonly ahead: Ahead | undefined,
    private readonly mayLocate: boolean,
  ) {}

  /** Takes down what is foretold for somebody; lists repeat people. */
  look(user: LicensedUser): void {
    if (this.seen.has(user.id)) return;
    this.seen.add(user.id);
    if (user.usageLocation === null) this.noteUnlocated(user);
    else if (this.first.size < firstNamed && !isByGroup(user, this.skuId)) this.first.set(user.id, calledOf(user));
    if (!this.ahead) return;
    const { move } = this.ahead;
    if (clashes(user, move)) this.clashing += 1;
    if (!user.licences.some(({ skuId }) => skuId === move.toSkuId)) this.wanting += 1;
  }

  private noteUnlocated(user: LicensedUser): void {
    this.withoutLocation += 1;
    if (this.unlocated.size < unlocatedNamed)
      this.unlocated.set(user.id, { name: calledOf(user), signIn: user.userPrincipalName });
  }

  told(): Foreseen {
    const { withoutLocation, clashing, mayLocate } = this;
    return {
      withoutLocation,
      clashing,
      mayLocate,
      overLimit: this.ahead ? Math.max(0, this.wanting - this.ahead.free) : 0,
      first: [...this.first].map(([id, name]) => ({ id, name })),
      unlocated: [...this.unlocated].map(([id, called]) => ({ id, ...called })),
    };
  }
}
