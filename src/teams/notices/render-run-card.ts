import type { Run } from '../../upgrade/run/run.js';
import { may } from '../../upgrade/tenant/roles.js';
import type { Rendered } from '../cards/frame/frame.js';
import type { RunContext } from '../cards/run-context.js';
import type { Parts } from '../parts.js';
import { type Follower, viewerOf } from '../people/follower.js';
import { type RunContexts, runContextFor } from './run-context.js';

type RunCard =
  | { is: 'card'; run: Run; rendered: Rendered }
  | { is: 'noRun' }
  /** The person has lost the role that lets them see the tenant. */
  | { is: 'mayNotSee' }
  /** Graph could not be asked. */
  | { is: 'rolesUnknown' };

/** What the card of a run is rendered with, outside a turn. */
export type RunCards = RunContexts & Pick<Parts, 'upgrades' | 'access' | 'cards' | 'sandbox'>;

/**
 * The card of a run for a follower, outside a turn. Rejects when the store can't be read.
 * @param as its card, or what is left of one where it is shown further down
 * @param saying what the card is sent for or confirms, if the run, as it is then, is still at that.
 */
export async function renderRunCard(
  cards: RunCards,
  follower: Follower,
  runId: string,
  saying: (run: Run) => Pick<RunContext, 'news' | 'note'> = () => ({}),
  as: 'run' | 'settled' = 'run',
): Promise<RunCard> {
  const { tenantId, personId } = follower;
  const run = await cards.upgrades.run(tenantId, runId);
  if (!run) return { is: 'noRun' };
  const { access } = cards;
  // That a billing account does not answer is news too, and waits for no answer of it.
  const roles = (await access.rolesForReading(tenantId, personId)) ?? (await access.rolesToSee(tenantId, personId));
  if (roles === undefined) return { is: 'rolesUnknown' };
  if (!may('see', roles)) return { is: 'mayNotSee' };
  const viewer = viewerOf(follower, roles, cards.sandbox);
  const context = { ...(await runContextFor(cards, run, personId, roles)), ...saying(run) };
  return { is: 'card', run, rendered: cards.cards[as](run, viewer, context) };
}
