import type { Learnt } from '../licences/closed-off.js';
import type { RunRecord } from './shape.js';

/** What the run's refusals have told of services that need each other, whatever was being done. */
export function learntIn({ reassign, restore, undo }: Pick<RunRecord, 'reassign' | 'restore' | 'undo'>): Learnt[] {
  return [reassign, restore, undo].flatMap((work) => work?.learnt ?? []);
}
