/**
 * The pace of one quota of Microsoft's, as a function of what was told of it and the time: pure, so that it can be kept,
 * shared between processes, and tried out without waiting. All times are milliseconds since the epoch.
 *
 * It holds a bucket of its own beside Microsoft's, of the share that is ours. What Microsoft tells makes it slower, never
 * faster than that share: the closer to the limit the tenant is said to be, whoever uses it, the slower; and after a
 * refusal below where the wall stood, then up to it, then carefully beyond.
 * @see https://learn.microsoft.com/graph/throttling-limits#identity-and-access-service-limits (read 2026-11-29)
 */

/** So much in so many milliseconds. */
export type Limit = { amount: number; windowMs: number };

/** A limit, and how much of it is ours to use: above 0, at most 1. */
export type Allowed = Limit & { share: number };

export type Meter = {
  /** When the rest was reckoned. */
  at: number;
  /** What may be used at once; below zero when more was used than was thought to be there. */
  left: number;
  /** What may be used too, once what is under way comes through: a start is gentle. */
  reserve: number;
  /** How much of the limit was used, by everybody, when Microsoft last told: from 0.8 to 1.8, and 0 if it never has. */
  used: number;
  usedAt: number;
  /** Which part of our share was used when something was refused, and when; 0 if nothing has been. */
  wall: number;
  wallAt: number;
  /** Nothing is to be sent before. */
  closedUntil: number;
};

/** What is sent at first, before anything has come through: a batch. */
const firstFlight = 20;
/** How much of the reserve is let go for each that comes through: what is under way doubles from answer to answer. */
const growth = 2;
/** From which use of the whole limit on it is slower, and at which it all but stops. */
const slowFrom = 0.9;
const stopAt = 0.97;
/** For how much of a window it is believed what was told of the use: it changes by a fifteenth of the limit meanwhile. */
const believedFor = 1 / 15;
/** A part that is never gone below, so that what has become free is noticed. */
const slowest = 0.05;
/** After a refusal the wall is taken to be a little nearer than it seemed, and this far below it is begun. */
const wallNearer = 0.95;
const below = 0.2;
/** How long it takes to come back to the wall, in windows. */
const backAfter = 0.8;

/** @param gentle whether the start is: not where so many share it that nobody's start is much */
export function freshMeter({ amount, share }: Allowed, at: number, gentle = true): Meter {
  const left = gentle ? Math.min(firstFlight, amount * share) : amount * share;
  const reserve = amount * share - left;
  return { at, left, reserve, used: 0, usedAt: 0, wall: 0, wallAt: 0, closedUntil: 0 };
}

/** The same at a later time: what was used has come back. A clock that was set back takes the other times with it. */
function metAt(meter: Meter, allowed: Allowed, now: number): Meter {
  const setBack = Math.min(0, now - meter.at);
  if (setBack < 0) {
    const { usedAt, wallAt, closedUntil } = meter;
    return {
      ...meter,
      at: now,
      usedAt: usedAt + setBack,
      wallAt: wallAt + setBack,
      closedUntil: closedUntil + setBack,
    };
  }
  const back = (now - meter.at) * perMs(meter, allowed, now);
  const most = allowed.amount * allowed.share - meter.reserve;
  return { ...meter, at: now, left: Math.min(most, meter.left + back) };
}

/** When so much may be used: now, or later. */
export function readyAt(meter: Meter, allowed: Allowed, amount: number, now: number): number {
  const met = metAt(meter, allowed, now);
  const wanted = Math.min(amount, allowed.amount * allowed.share - met.reserve);
  const missing = wanted - met.left;
  // Times are whole milliseconds, and sums of parts are not exact: what is missing by less than can be seen is there.
  const from = missing <= 1e-6 ? now : now + Math.ceil(missing / perMs(met, allowed, now));
  return Math.max(from, met.closedUntil);
}

/** So much was used. */
export function used(meter: Meter, allowed: Allowed, amount: number, now: number): Meter {
  const met = metAt(meter, allowed, now);
  return { ...met, left: met.left - amount };
}

/** So much came through. */
export function cameThrough(meter: Meter, amount: number): Meter {
  const more = Math.min(meter.reserve, amount * growth);
  return { ...meter, left: meter.left + more, reserve: meter.reserve - more };
}

/** Microsoft told how much of the limit is used, by whomever. @param share 0.8 to 1.8 */
export function toldUsed(meter: Meter, allowed: Allowed, share: number, now: number): Meter {
  const met = metAt(meter, allowed, now);
  // Others use the rest too: what is left of the limit is more than anybody may count on alone.
  const room = Math.max(0, stopAt - share) * allowed.amount;
  const left = Math.min(met.left, room);
  return { ...met, left, reserve: Math.min(met.reserve, room - Math.max(0, left)), used: share, usedAt: now };
}

/**
 * Something was refused. What is refused while it is closed already was sent before, and says nothing new but how long.
 * @param waitMs what was asked for
 */
export function refused(meter: Meter, allowed: Allowed, waitMs: number, now: number): Meter {
  const met = metAt(meter, allowed, now);
  const closedUntil = Math.max(met.closedUntil, now + waitMs);
  const left = Math.min(met.left, 0);
  if (now < met.closedUntil) return { ...met, left, reserve: 0, closedUntil };
  const wall = Math.max(slowest, partAfterWall(met, allowed, now) * wallNearer);
  return { ...met, left, reserve: 0, closedUntil, wall, wallAt: closedUntil };
}

/**
 * What several processes know of one quota, put together: each is right about the most there may be left.
 * @param shared as it was kept last
 * @param since what was used here since then
 */
export function together(shared: Meter, mine: Meter, since: number, allowed: Allowed, now: number): Meter {
  const theirs = metAt(shared, allowed, now);
  const ours = metAt(mine, allowed, now);
  const inAll = Math.min(theirs.left + theirs.reserve - since, ours.left + ours.reserve);
  const left = Math.min(ours.left, inAll);
  const told = theirs.usedAt > ours.usedAt ? theirs : ours;
  const walled = theirs.wallAt > ours.wallAt ? theirs : ours;
  return {
    at: now,
    left,
    reserve: Math.max(0, inAll - left),
    used: told.used,
    usedAt: told.usedAt,
    wall: walled.wall,
    wallAt: walled.wallAt,
    closedUntil: Math.max(theirs.closedUntil, ours.closedUntil),
  };
}

/** What comes back a millisecond. */
function perMs(meter: Meter, allowed: Allowed, now: number): number {
  const part = Math.min(partAfterWall(meter, allowed, now), partWhenUsed(meter, allowed, now));
  return (part * allowed.amount * allowed.share) / allowed.windowMs;
}

/** Which part of our share is used, by what was refused: from below the wall back to it, flat there, then beyond. */
function partAfterWall({ wall, wallAt }: Meter, { windowMs }: Limit, now: number): number {
  if (wall === 0) return 1;
  const way = Math.max(0, now - wallAt) / (backAfter * windowMs) - 1;
  return Math.min(1, Math.max(slowest, wall * (1 + below * way ** 3)));
}

/** Which part of our share is used, by how near the limit the tenant was said to be. */
function partWhenUsed({ used: told, usedAt }: Meter, { windowMs }: Limit, now: number): number {
  if (now - usedAt > believedFor * windowMs) return 1;
  return Math.min(1, Math.max(slowest, (stopAt - told) / (stopAt - slowFrom)));
}
