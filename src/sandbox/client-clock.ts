import { z } from 'zod';

type AnswerHeaders = { get(name: string): string | null };

interface FollowedClock {
  now(): Date;
  /** Tells a listener when the clock was moved by more than the time that passed; returns a function that ends it. */
  onJump(listener: () => void): () => void;
  /** Reads the time once and keeps following it. Rejects when the sandbox does not answer. */
  start(): Promise<void>;
  stop(): void;
  /** Reads the time now. Rejects when the sandbox does not answer. */
  look(): Promise<void>;
  /** Takes the time from the headers of any answer of the sandbox. */
  follow(headers: AnswerHeaders): void;
}

interface ClockOptions {
  readonly url: string;
  readonly fetch: typeof fetch;
  /** Real milliseconds between two looks at the clock. */
  readonly pollMs?: number;
  /** Real milliseconds that only ever grow. */
  readonly monotonic?: () => number;
}

const clockSchema = z.object({ now: z.iso.datetime() });
/** Smaller differences are the way of an answer through the network. */
const jumpMs = 1000;

/** The sandbox's time as a bot beside it knows it: real time from the last answer on, never going backwards. */
export function sandboxClock({
  url,
  fetch,
  pollMs = 200,
  monotonic = () => performance.now(),
}: ClockOptions): FollowedClock {
  const listeners = new Set<() => void>();
  let offset = 0;
  let isSet = false;
  let latest = 0;
  let timer: NodeJS.Timeout | undefined;
  let isStopped = false;

  const heard = (at: number) => {
    if (!Number.isFinite(at)) return;
    const ahead = at - monotonic() - offset;
    if (isSet && ahead <= 0) return;
    offset += ahead;
    if (isSet && ahead > jumpMs) for (const listener of listeners) listener();
    isSet = true;
  };
  const follow = (headers: AnswerHeaders) => heard(Date.parse(headers.get('x-sandbox-now') ?? ''));
  const look = async () => {
    const response = await fetch(`${url}/_sandbox/clock`);
    heard(Date.parse(clockSchema.parse(await response.json()).now));
  };
  const lookAgain = () => {
    if (isStopped) return;
    timer = setTimeout(() => {
      // While the sandbox is away its time is taken to go on as real time does.
      look()
        .catch(() => undefined)
        .finally(lookAgain);
    }, pollMs);
    timer.unref();
  };
  return {
    now() {
      latest = Math.max(latest, Math.floor(monotonic() + offset));
      return new Date(latest);
    },
    onJump(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    async start() {
      isStopped = false;
      await look();
      lookAgain();
    },
    look,
    stop() {
      isStopped = true;
      clearTimeout(timer);
    },
    follow,
  };
}

/** A way to ask, such as `fetch`, whose answers set the clock. */
export function followedFetch<Asked extends unknown[], Answer extends { readonly headers: AnswerHeaders }>(
  clock: FollowedClock,
  inner: (...asked: Asked) => Promise<Answer>,
): (...asked: Asked) => Promise<Answer> {
  return async (...asked) => {
    const answer = await inner(...asked);
    clock.follow(answer.headers);
    return answer;
  };
}
