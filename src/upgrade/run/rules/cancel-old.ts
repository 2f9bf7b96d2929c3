import type { AnyState, Asked, CommandTo } from '../definition.js';
import { becomes } from '../record.js';
import type { In } from '../shape.js';
import { refuse } from './refuse.js';

/** Confirms that the old plan is to be ended. */
export const cancelOld = {
  needs: 'buy',
  decide(run: In<AnyState>, asked: Asked<CommandTo<'cancelOld'>>) {
    if (!asked.command.confirm) return refuse({ why: 'notConfirmed' });
    const at = asked.now.toISOString();
    return becomes(run, asked, {
      is: 'cancelling',
      since: at,
      nextAt: at,
      confirmedBy: asked.actor,
      confirmedAt: at,
      clearSince: null,
      sent: false,
    });
  },
} as const;
