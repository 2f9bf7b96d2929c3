import { calledOf } from '../../upgrade/licences/called.js';
import { clashes } from '../../upgrade/licences/clashes.js';
import { isByGroup } from '../../upgrade/licences/move.js';
import { freeOf } from '../../upgrade/plans/along.js';
import { type Directory, PortError } from '../../upgrade/ports.js';
import type { SnapshotTaken } from '../../upgrade/run/found.js';
import type { Run } from '../../upgrade/run/run.js';
import { sourceOf } from '../../upgrade/run/source-of.js';
import { targetsOf } from '../../upgrade/run/targets.js';
import type { LicensedUser } from '../../upgrade/tenant/facts.js';
import { type Moves, readMoves } from '../people/moves.js';

/** How many are named of those who would be moved first, and of those without a usage location. */
const firstNamed = 10;
const unlocatedNamed = 100;

type Foreseen = Pick<SnapshotTaken, 'withoutLocation' | 'first' | 'unlocated' | 'mayLocate' | 'clashing' | 'overLimit'>;

/** What moves come to, and how many licences of each new plan are free, by its skuId. */
type Ahead = { moves: Moves; free: ReadonlyMap<string, number> };

/** Foretells the move of everyone who holds the old plan by what they have now. */
export async function foresight(run: Run, directory: Directory): Promise<Foresight> {
  return new Foresight(sourceOf(run).skuId, await aheadOf(run, directory), await mayLocate(run, directory));
}

/** undefined where the run moves nobody itself, or what people go to is not there. */
async function aheadOf(run: Run, directory: Directory): Promise<Ahead | undefined> {
  if (run.path !== 'manual' || run.plan === null) return undefined;
  const targets = targetsOf(run);
  const units = (await directory.skus(run.tenantId)).filter(({ sku }) => targets.includes(sku));
  if (units.length < targets.length) return undefined;
  const free = new Map(units.map((one) => [one.skuId, freeOf(one)]));
  return { moves: await readMoves(run, directory), free };
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
  /** People who need a seat of a new plan, by its skuId. */
  private readonly wanting = new Map<string, number>();

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
    const move = this.ahead.moves.of(user.id);
    const { toSkuId } = move;
    if (clashes(user, move)) this.clashing += 1;
    if (!user.licences.some(({ skuId }) => skuId === toSkuId))
      this.wanting.set(toSkuId, (this.wanting.get(toSkuId) ?? 0) + 1);
  }

  private noteUnlocated(user: LicensedUser): void {
    this.withoutLocation += 1;
    if (this.unlocated.size < unlocatedNamed)
      this.unlocated.set(user.id, { name: calledOf(user), signIn: user.userPrincipalName });
  }

  private overLimit(): number {
    const short = [...(this.ahead?.free ?? [])].map(([skuId, free]) => (this.wanting.get(skuId) ?? 0) - free);
    return short.reduce((sum, one) => sum + Math.max(0, one), 0);
  }

  told(): Foreseen {
    const { withoutLocation, clashing, mayLocate } = this;
    return {
      withoutLocation,
      clashing,
      mayLocate,
      overLimit: this.overLimit(),
      first: [...this.first].map(([id, name]) => ({ id, name })),
      unlocated: [...this.unlocated].map(([id, called]) => ({ id, ...called })),
    };
  }
}
