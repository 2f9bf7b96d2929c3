import { createHash } from 'node:crypto';
import { z } from 'zod';
import { backoffMs } from '../../base/backoff.js';
import { BoundedMap } from '../../base/bounded-map.js';
import { within } from '../../base/deadline.js';
import { keyOf } from '../../base/key-of.js';
import type { Duty } from '../../storage/duty.js';
import type { Run } from '../../upgrade/run/run.js';
import type { RunContext } from '../cards/run-context.js';
import { judge } from '../channel/send-failure.js';
import type { Sendable } from '../channel/sender.js';
import type { Parts } from '../parts.js';
import type { Follower } from '../people/follower.js';
import { type RunCards, renderRunCard } from './render-run-card.js';

/** Teams counts updates against 60 operations in 30 seconds a conversation; this leaves room for everything else. */
const rests = { firstMs: 3_000, longestMs: 12_000 };
/** How often a card is tried that could not be drawn or did not arrive, and the longest rest in between. */
const attempts = 8;
/** How long the connector may take over one card. */
const patienceMs = 15_000;
/** People whose last card is remembered. */
const mostRemembered = 10_000;

/** Tells whichever process keeps cards up to date whose is to be looked at: tenant and person. */
const refreshed = 'card';
const whoseSchema = z.tuple([z.string(), z.string()]);

type Options = RunCards & Pick<Parts, 'followers' | 'peers' | 'seen' | 'sender' | 'time'> & { duty: Duty };

type Live = NonNullable<Follower['live']>;

/** A person whose card is being updated, or was within the last rest. */
type Keeping = {
  /** Something changed since. */
  again: boolean;
  /** Somebody looks at it: there is no rest before the next time. */
  atOnce: boolean;
  /** Ends the rest early; undefined while there is none. */
  rest?: AbortController | undefined;
};

/**
 * Keeps the message that shows a run up to date, for each follower. Best effort: what failed several times is mended by
 * the next change.
 */
export class LiveCards {
  private readonly stopping = new AbortController();
  private readonly busy = new Map<string, Keeping>();
  /** What was sent to each person last, as a digest of message and card. */
  private readonly last = new BoundedMap<string, string>(mostRemembered);
  private forget: (() => void) | undefined;

  constructor(private readonly options: Options) {}

  start(): void {
    const { duty, peers } = this.options;
    // What was sent since, another process has sent.
    duty.onTaken(() => this.last.clear());
    this.forget = peers.on(refreshed, (whose) => {
      if (duty.isMine) this.look(...whoseSchema.parse(JSON.parse(whose)), true);
    });
  }

  /** The run changed: its followers' cards are brought up to date. */
  changed(run: Run): void {
    const { tenantId, followers } = run;
    for (const personId of this.options.followers.maybeShown(tenantId, followers)) this.look(tenantId, personId, false);
  }

  /** Whether the run has gone on since it was read. Rejects when the store can't be read. */
  async isPast({ tenantId, id, revision }: Run): Promise<boolean> {
    return ((await this.options.upgrades.run(tenantId, id))?.revision ?? revision) > revision;
  }

  /** One person's card is brought up to date at once: they are looking at it, and may soon be filling something in. */
  refresh(tenantId: string, personId: string): void {
    this.options.peers.tell(refreshed, JSON.stringify([tenantId, personId]));
  }

  stop(): void {
    this.forget?.();
    this.stopping.abort();
  }

  private look(tenantId: string, personId: string, atOnce: boolean): void {
    const key = keyOf(tenantId, personId);
    const at = this.busy.get(key);
    if (at) {
      at.again = true;
      at.atOnce ||= atOnce;
      if (atOnce) at.rest?.abort();
      return;
    }
    const own: Keeping = { again: true, atOnce: false };
    this.busy.set(key, own);
    void this.keepUp(tenantId, personId, own);
  }

  private async keepUp(tenantId: string, personId: string, own: Keeping): Promise<void> {
    let failures = 0;
    while (own.again && !this.stopping.signal.aborted) {
      own.again = false;
      // Before anything is sent: who looks meanwhile must not wait for the rest after it.
      own.atOnce = false;
      try {
        if (!(await this.update(tenantId, personId))) continue;
        failures = 0;
      } catch (error) {
        failures += 1;
        own.again ||= failures < attempts;
        this.options.log.debug({ err: error }, 'a card could not be brought up to date');
      }
      if (own.atOnce) continue;
      own.rest = new AbortController();
      const rest = backoffMs(Math.max(1, failures), rests);
      await this.options.time.sleep(rest, AbortSignal.any([this.stopping.signal, own.rest.signal]));
      own.rest = undefined;
    }
    // In the same breath as the last look at `again`, so that no change falls in between.
    this.busy.delete(keyOf(tenantId, personId));
  }

  /** @returns whether anything was sent. */
  private async update(tenantId: string, personId: string): Promise<boolean> {
    const follower = await this.options.followers.get(tenantId, personId);
    if (!follower?.reference || follower.blocked || !follower.live) return false;
    const { reference, live } = follower;
    const { sender, seen, time } = this.options;
    const card = await renderRunCard(this.options, follower, live.runId, (run) => saying(run, live));
    if (card.is === 'rolesUnknown') throw new Error('whether the person may see the card could not be read');
    if (card.is !== 'card' || !this.isNew(follower, live, card.rendered)) return false;
    try {
      const send = () => sender.update(reference, live.activityId, card.rendered);
      await seen.showing(tenantId, personId, card.run, () => within(send(), patienceMs, time));
    } catch (error) {
      await this.afterFailure(follower, live.activityId, error);
    }
    return true;
  }

  /** Sent again, the same card would take away what a person has typed into it. */
  private isNew({ tenantId, personId }: Follower, { activityId, shownBy }: Live, what: Sendable): boolean {
    const person = keyOf(tenantId, personId);
    // What a turn has put there since is another message's worth, though it look the same.
    const content = activityId + shownBy + JSON.stringify('card' in what ? what.card : what.attachment);
    const digest = createHash('sha1').update(content).digest('base64');
    if (this.last.get(person) === digest) return false;
    this.last.set(person, digest);
    return true;
  }

  private async afterFailure({ tenantId, personId }: Follower, activityId: string, error: unknown): Promise<void> {
    this.last.delete(keyOf(tenantId, personId));
    if (judge(error).is !== 'unreachable') throw error;
    // The message was deleted, or the person is gone: there is nothing to keep up to date.
    await this.options.followers.change(tenantId, personId, (now) =>
      now.live?.activityId === activityId ? { ...now, live: null } : now,
    );
  }
}

/** What a card goes on saying beside the run, while the run is at what it was said of. */
export function saying({ revision }: Run, { news, note }: Live): Pick<RunContext, 'news' | 'note'> {
  return {
    news: revision === news?.revision ? news : undefined,
    note: revision === note?.revision ? note.said : undefined,
  };
}
