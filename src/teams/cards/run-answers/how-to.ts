import type { Verb } from '../../../upgrade/run/commands.js';
import { whyNot } from '../../../upgrade/run/possible.js';
import { whatStoppingLeaves, whatUndoingDoes } from '../lines/asked-first.js';
import { noteText } from '../lines/note-text.js';
import { standing, whyNotNow } from '../lines/standing.js';
import type { RunView } from '../view.js';

/** How the upgrade is stopped or paused, or everyone is moved back; or why that cannot be now. */
export function howTo(view: RunView, topic: 'stopping' | 'undoing'): string[] {
  if (topic === 'undoing') return can(view, 'undo') ? [how(view, 'undo'), ...whatUndoingDoes(view)] : why(view, 'undo');
  const ways = (['pause', 'stop'] as const).filter((verb) => can(view, verb));
  if (ways.length === 0) return why(view, 'stop');
  return [...ways.map((verb) => how(view, verb)), ...(ways.includes('stop') ? whatStoppingLeaves(view) : [])];
}

type Way = Extract<Verb, 'stop' | 'pause' | 'undo'>;

const can = ({ run }: RunView, verb: Way): boolean => whyNot(run, { do: verb }) === undefined;

function how({ t, words }: RunView, verb: Way): string {
  const word = words[verb]?.[0] ?? verb;
  const keys = { stop: 'run.howStop', pause: 'run.howPause', undo: 'run.howUndo' } as const;
  return t(keys[verb], { word });
}

/** Nobody tried anything: that nothing changed goes without saying. */
function why(view: RunView, verb: Way): string[] {
  const refusal = whyNot(view.run, { do: verb });
  if (refusal === undefined || refusal.why === 'notNow') return [whyNotNow(view, verb), standing(view)];
  return [noteText(view, refusal)];
}
