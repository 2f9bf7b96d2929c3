import { keyOf } from '../../base/key-of.js';
import { withMore } from '../../base/sharing.js';
import { saying } from '../notices/live-cards.js';
import { renderRunCard } from '../notices/render-run-card.js';
import type { Visit } from './conversation.js';
import type { Deed } from './deed.js';
import { onCard } from './intents/actions.js';
import { refreshLimit } from './pace-limits.js';
import { acknowledge } from './reply.js';

/**
 * Gives the card of a run as it is now to whoever looks at an old one. Nobody asked for anything: nothing is kept or
 * counted as seen, and where there is nothing to give the card stays as it is. Never rejects.
 */
export async function answerRefresh(visit: Visit, deed: Extract<Deed, { is: 'refreshed' }>): Promise<void> {
  const { turn, log } = visit;
  try {
    const value = await cardNow(visit, deed);
    if (value === undefined) return await acknowledge(turn);
    await turn.answer(200, { statusCode: 200, type: 'application/vnd.microsoft.card.adaptive', value });
  } catch (error) {
    log.warn({ err: error }, 'a card could not be drawn anew');
    await acknowledge(turn);
  }
}

async function cardNow(visit: Visit, { action, cardActivityId }: Extract<Deed, { is: 'refreshed' }>) {
  const { person, paces, followers, notices } = visit;
  const { tenantId, id } = person;
  const on = onCard(action);
  if (!on || (await paces.take('refreshes', keyOf(tenantId, id), refreshLimit)) !== 'fine') return undefined;
  const follower = await followers.get(tenantId, id);
  if (!follower) return undefined;
  const { live } = follower;
  const isLive = live?.activityId === cardActivityId;
  const card = await renderRunCard(withMore(visit, { colleagues: notices.colleagues }), follower, on.runId, (run) =>
    live && isLive ? saying(run, live) : {},
  );
  return card.is === 'card' ? card.rendered.card : undefined;
}
