import type { Move } from '../../upgrade/licences/move.js';
import type { Directory } from '../../upgrade/ports.js';
import type { Run } from '../../upgrade/run/run.js';
import { sourceOf } from '../../upgrade/run/source-of.js';
import { planFor, targetsOf } from '../../upgrade/run/targets.js';
import { targetIn } from '../steps/tenant-state.js';
import { alongIn } from './along.js';

/** Which move is whose: everybody leaves the same plan, and goes to the one plan or to their own of two. */
export type Moves = {
  fromSkuId: string;
  /** The move of a person or a group, by their id. */
  of(id: string): Move;
};

/** @param rest what is known of every move beside where it leads */
export async function readMoves(run: Run, directory: Directory, rest: Pick<Move, 'learnt'> = {}): Promise<Moves> {
  const { skuId: fromSkuId } = sourceOf(run);
  const skus = await directory.skus(run.tenantId);
  const fromServices = skus.find((one) => one.skuId === fromSkuId)?.services;
  const moves = new Map<string, Move>(
    targetsOf(run).map((plan) => {
      const along = run.split?.plan === plan ? run.split.along : run.along;
      return [plan, { fromSkuId, fromServices, ...targetIn(skus, plan), ...alongIn(along, skus), ...rest }];
    }),
  );
  const planOf = planFor(run);
  return {
    fromSkuId,
    of(id) {
      const move = moves.get(planOf(id) ?? '');
      if (!move) throw new Error(`run ${run.id} leads to no plan`);
      return move;
    },
  };
}
