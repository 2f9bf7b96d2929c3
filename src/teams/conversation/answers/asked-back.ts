import type { Upgrades } from '../../../engine/upgrades.js';
import { canByApi } from '../../../upgrade/order/commerce-forms.js';
import { atStake } from '../../../upgrade/run/at-stake.js';
import type { Command } from '../../../upgrade/run/commands.js';
import { permissionTo } from '../../../upgrade/run/decide.js';
import type { Run } from '../../../upgrade/run/run.js';
import { may, type Role } from '../../../upgrade/tenant/roles.js';
import type { AskedBack } from '../../cards/note.js';

/**
 * A word alone never ends the run or the old plan, takes back what was done, or spends: what comes of it is told, and it
 * is asked back. So it is not with a button, which stands beside what it does.
 */

/** What is asked back of a command that was written, where it would be done now; undefined where nothing has to be. */
export function askedBackOf(
  upgrades: Pick<Upgrades, 'wouldRefuse'>,
  run: Run,
  command: Command,
  roles: readonly Role[],
): AskedBack | undefined {
  const why = questionOf(run, command);
  return why && may(permissionTo(command.do, run), roles) && !upgrades.wouldRefuse(run, command) ? why : undefined;
}

function questionOf(run: Run, command: Command): AskedBack | undefined {
  const can = canByApi[run.commerce];
  switch (command.do) {
    case 'stop':
      return atStake(run) ? 'askStop' : undefined;
    case 'undo':
      return 'askUndo';
    case 'placeOrder':
      // Whoever wrote how many has confirmed it.
      return can.buy && command.quantity === undefined ? 'askOrder' : undefined;
    case 'cancelOld':
      // Elsewhere it shows the way in the admin center, and ends nothing.
      return can.cancel ? 'askCancel' : undefined;
    case 'startNow':
      // Elsewhere it only drops the time.
      return run.state.is === 'scheduled' ? 'askStart' : undefined;
    default:
      return undefined;
  }
}
