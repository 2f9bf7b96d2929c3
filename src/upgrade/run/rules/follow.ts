import type { Asked } from '../definition.js';
import { notedBeside } from '../record.js';
import type { In, RunRecord } from '../shape.js';
import { unchanged } from './refuse.js';

/** Joining and leaving those who are told. The run itself, and everyone's card, stay as they are. */

export const follow = {
  needs: 'see',
  decide: <S>(run: In<S>, asked: Asked) => following(run, asked, true),
} as const;

export const unfollow = {
  needs: 'see',
  decide: <S>(run: In<S>, asked: Asked) => following(run, asked, false),
} as const;

function following<S>(run: In<S>, { actor, now, command }: Asked, joins: boolean) {
  const { followers, left } = run;
  if (followers.includes(actor.id) === joins) return unchanged;
  const patch: Partial<RunRecord> = joins
    ? { followers: [...followers, actor.id], left: without(left, actor.id) }
    : { followers: without(followers, actor.id), left: [...without(left, actor.id), actor.id] };
  return { is: 'changed', run: notedBeside(run, patch, { at: now, by: actor, what: command.do }) } as const;
}

const without = (ids: string[], id: string): string[] => (ids.includes(id) ? ids.filter((one) => one !== id) : ids);
