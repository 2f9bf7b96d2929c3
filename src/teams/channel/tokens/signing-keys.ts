import type { Logger } from 'pino';
import { Allowance } from '../../../base/allowance.js';
import { BoundedMap } from '../../../base/bounded-map.js';
import { within } from '../../../base/deadline.js';
import { ageOf, leftOf } from '../../../base/left-of.js';
import type { RealTime } from '../../../base/real-time.js';
import { readKeys, type SigningKey } from './read-keys.js';

export type Found =
  | { is: 'key'; key: SigningKey }
  /** The issuer publishes no such key, or was asked often enough. */
  | { is: 'unknown' }
  /** The issuer's keys could not be read. */
  | { is: 'unavailable' };

/** After this the keys are read again, so that one that was taken back is not trusted for longer. */
const freshMs = 60 * 60_000;
/** While they cannot be read, those that were read last are trusted until then. */
const trustedMs = 6 * 60 * 60_000;
/** How long everybody who waits for the keys may wait. */
const patienceMs = 3_000;
/** How long they are not asked for again after that failed. */
const restMs = 5_000;
/** A key that was not found is not asked for again so soon. */
const askAgainMs = 5 * 60_000;
/** Anybody can name keys that do not exist. */
const unknownKeys = { most: 10, perSecond: 1 / 30 };
const mostRemembered = 100;

/**
 * The keys an issuer signs with, read when they are needed: once for all who wait, in bounded time. A key that is not
 * known makes them be read again, once.
 */
export class SigningKeys {
  private held: { keys: Map<string, SigningKey>; at: number } | undefined;
  private reading: Promise<boolean> | undefined;
  private restUntil = Number.NEGATIVE_INFINITY;
  private readonly askedFor = new BoundedMap<string, number>(mostRemembered);
  private readonly allowance: Allowance;

  /** @param metadata the address of the issuer's OpenID metadata */
  constructor(
    private readonly metadata: string,
    private readonly fetchIt: typeof fetch,
    private readonly time: RealTime,
    private readonly log: Logger,
  ) {
    this.allowance = new Allowance(unknownKeys, time.now());
  }

  /** Finds a key by its id: at once when it is known. Never rejects, and takes a few seconds at most. */
  find(kid: string): Found | Promise<Found> {
    if (this.ageMs() >= freshMs) return this.read().then(() => this.look(kid));
    const found = this.look(kid);
    if (found.is === 'key' || !(this.reading || this.mayAskFor(kid))) return found;
    return this.read().then((wasRead) => (wasRead ? this.look(kid) : { is: 'unavailable' }));
  }

  private look(kid: string): Found {
    if (!this.held || this.ageMs() >= trustedMs) return { is: 'unavailable' };
    const key = this.held.keys.get(kid);
    return key ? { is: 'key', key } : { is: 'unknown' };
  }

  private ageMs(): number {
    return this.held ? ageOf(this.held.at, this.time.now()) : Number.POSITIVE_INFINITY;
  }

  private mayAskFor(kid: string): boolean {
    const now = this.time.now();
    if (ageOf(this.askedFor.get(kid) ?? Number.NEGATIVE_INFINITY, now) < askAgainMs || !this.allowance.use(now))
      return false;
    this.askedFor.set(kid, now);
    return true;
  }

  /** Resolves with whether the keys were read. */
  private read(): Promise<boolean> {
    if (this.reading) return this.reading;
    if (leftOf(this.restUntil, restMs, this.time.now()) > 0) return Promise.resolve(false);
    this.reading = this.readNow().finally(() => {
      this.reading = undefined;
    });
    return this.reading;
  }

  private async readNow(): Promise<boolean> {
    const tired = new AbortController();
    try {
      const keys = await within(readKeys(this.metadata, this.fetchIt, tired.signal), patienceMs, this.time);
      this.held = { keys, at: this.time.now() };
      return true;
    } catch (error) {
      this.restUntil = this.time.now() + restMs;
      this.log.error(
        { err: error, metadata: this.metadata },
        'the keys that tokens are checked with could not be read',
      );
      return false;
    } finally {
      tired.abort();
    }
  }
}
