import type { Command } from '../../upgrade/run/commands.js';
import type { AskedBack } from './note.js';

const commands = {
  askStop: { do: 'stop' },
  askUndo: { do: 'undo' },
  askOrder: { do: 'placeOrder' },
  askCancel: { do: 'cancelOld', confirm: true },
  askStart: { do: 'startNow' },
} as const satisfies Record<AskedBack, Command>;

/** What is done where a question that was asked back is answered with yes. */
export const confirmedCommand = (why: AskedBack): (typeof commands)[AskedBack] => commands[why];
