import { statesWith } from './decide.js';
import type { RunState, StateNamed } from './run.js';

export { adminTask, type Begins, beginsWith, beingMoved, permissionToBegin, reassigning } from './entering.js';
export { sourceOf } from './source-of.js';
export type Scheduled = StateNamed<'scheduled'>;
export function canBeScheduled({ is }: RunState): boolean {
  return statesWith('schedule').includes(is);
}
