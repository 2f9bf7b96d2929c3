/** A limit of so much in so many milliseconds, in the shapes in which services keep one. */
export interface Limited {
  readonly capacity: number;
  /** Takes so much; false when there is too little left. @param kept what is not to be touched */
  take(amount: number, now: number, kept?: number): boolean;
  /** How much of it is used, from 0 on. */
  used(now: number): number;
  /** In how many milliseconds there is room for so much. */
  roomIn(amount: number, now: number): number;
}

export const shapes = ['bucket', 'fixed', 'sliding'] as const;
type Shape = (typeof shapes)[number];

export function createLimited(shape: Shape, capacity: number, windowMs: number, now: number): Limited {
  switch (shape) {
    case 'bucket':
      return bucket(capacity, windowMs, now);
    case 'fixed':
      return windowed(capacity, windowMs, now, (at) => at + windowMs - ((at - now) % windowMs));
    case 'sliding':
      return windowed(capacity, windowMs, now, (at) => at + windowMs);
    default:
      return shape satisfies never;
  }
}

/** What was taken comes back with time: the shape that Graph's page names. */
function bucket(capacity: number, windowMs: number, start: number): Limited {
  const rate = capacity / windowMs;
  let tokens = capacity;
  let at = start;
  const fill = (now: number) => {
    tokens = Math.min(capacity, tokens + Math.max(now - at, 0) * rate);
    at = Math.max(at, now);
  };
  return {
    capacity,
    take(amount, now, kept = 0) {
      fill(now);
      if (tokens < amount + kept) return false;
      tokens -= amount;
      return true;
    },
    used(now) {
      fill(now);
      return 1 - tokens / capacity;
    },
    roomIn(amount, now) {
      fill(now);
      return Math.max(0, Math.min(capacity, amount) - tokens) / rate;
    },
  };
}

/** @param backAt when what is taken at a time comes back */
function windowed(capacity: number, windowMs: number, start: number, backAt: (at: number) => number): Limited {
  const taken: { amount: number; until: number }[] = [];
  let inUse = 0;
  const drop = (now: number) => {
    // A clock that was set back gives everything back.
    while (taken[0] && (taken[0].until <= now || taken[0].until > now + windowMs)) inUse -= taken.shift()?.amount ?? 0;
  };
  return {
    capacity,
    take(amount, now, kept = 0) {
      drop(now);
      if (inUse + amount + kept > capacity) return false;
      inUse += amount;
      taken.push({ amount, until: backAt(Math.max(now, start)) });
      return true;
    },
    used(now) {
      drop(now);
      return inUse / capacity;
    },
    roomIn(amount, now) {
      drop(now);
      let missing = inUse + Math.min(capacity, amount) - capacity;
      for (const { amount: back, until } of taken) {
        missing -= back;
        if (missing <= 0) return Math.max(0, until - now);
      }
      return 0;
    },
  };
}
