import type { Actor, Permission } from '../tenant/roles.js';
import { lastMoveOf } from './moves.js';
import { noted, raiseNotice } from './record.js';
import { isOver, type Run } from './run.js';

/** A step that somebody else must take. `from` null: the bot itself noticed. */
export type Handover = { permission: Permission; from: Actor | null; to: readonly Actor[] };

const dayMs = 24 * 3_600_000;

/**
 * Writes into a run that colleagues are asked to take a step: they follow it and are told. Whoever was asked for the
 * same within a day is not asked again.
 * @returns the run, and those who are asked now
 */
export function handedOver(
  run: Run,
  { permission, from, to }: Handover,
  now: Date,
): { run: Run; asked: readonly Actor[] } {
  const asked = isOver(run) ? [] : notAskedYet(run, permission, to, now);
  if (asked.length === 0) return { run, asked };
  const ids = asked.map(({ id }) => id);
  const at = now.toISOString();
  const patch = {
    followers: [...new Set([...run.followers, ...ids])],
    left: run.left.filter((id) => !ids.includes(id)),
    handovers: [...run.handovers, ...ids.map((id) => ({ at, permission, to: id }))],
  };
  const details = { permission, to: asked.map(({ name }) => name).join(', ') };
  const entered = noted(run, patch, { at: now, by: from, what: 'handover', details });
  return { run: raiseNotice(entered, 'handover', now, { to: ids, ...(from?.name ? { from: from.name } : {}) }), asked };
}

/** Whether somebody was asked for the permission when the run came to where it stands, or so shortly before that nobody was asked again. */
export function isAskedFor(run: Run, permission: Permission): boolean {
  const came = Date.parse(lastMoveOf(run)?.at ?? run.openedAt);
  return askedSince(run, permission, came - dayMs).length > 0;
}

function notAskedYet(run: Run, permission: Permission, to: readonly Actor[], now: Date): readonly Actor[] {
  const recently = askedSince(run, permission, now.getTime() - dayMs);
  return to.filter(({ id }) => !recently.some((one) => one.to === id));
}

/** @param after in milliseconds since 1970 */
const askedSince = ({ handovers }: Run, permission: Permission, after: number): Run['handovers'] =>
  handovers.filter((one) => one.permission === permission && Date.parse(one.at) > after);
