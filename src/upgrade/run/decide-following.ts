import type { Asked, Decision } from './decision.js';
import { noted } from './record.js';
import type { Run } from './run.js';

/** Joins or leaves those who are told. The run itself, and everyone's card, stay as they are. */
export function following(run: Run, { actor, now }: Asked, what: 'follow' | 'unfollow'): Decision {
  const follows = run.followers.includes(actor.id);
  if (follows === (what === 'follow')) return { is: 'unchanged' };
  const followers = run.followers.filter((id) => id !== actor.id);
  const left = run.left.filter((id) => id !== actor.id);
  const patch =
    what === 'follow' ? { followers: [...followers, actor.id], left } : { followers, left: [...left, actor.id] };
  return { is: 'changed', run: noted(run, patch, { at: now, by: actor, what }) };
}
