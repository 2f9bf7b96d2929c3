import type { Logger } from 'pino';
import { ageOf } from '../../../base/left-of.js';
import type { RealTime } from '../../../base/real-time.js';
import type { Demand } from './token-demands.js';

/** Why a token was not taken; `anotherActivity`: it is good, and the body beside it is somebody else's. */
export type TokenRefusal = 'notReadable' | 'unknownKey' | 'signature' | 'anotherActivity' | Demand;

const quietMs = 60_000;

/**
 * Tells of refused tokens: a line a minute for each reason at most, with how many there were since the last. Nothing
 * of the token is in it: anybody may write one.
 */
export class RefusalLog {
  private readonly told = new Map<TokenRefusal, { at: number; since: number }>();

  constructor(
    private readonly log: Logger,
    private readonly time: Pick<RealTime, 'now'>,
  ) {}

  tell(why: TokenRefusal): void {
    const now = this.time.now();
    const last = this.told.get(why);
    if (last && ageOf(last.at, now) < quietMs) {
      last.since += 1;
      return;
    }
    this.told.set(why, { at: now, since: 0 });
    this.log.warn({ why, others: last?.since ?? 0 }, 'a token was refused');
  }
}
