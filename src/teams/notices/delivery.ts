import { type Backoff, backoffMs } from '../../base/backoff.js';
import { BoundedMap } from '../../base/bounded-map.js';
import { within } from '../../base/deadline.js';
import { DocumentSetAside } from '../../storage/failures.js';
import type { News } from '../cards/run-context.js';
import { judge, type SendFailure } from '../channel/send-failure.js';
import type { Reference, Sendable } from '../channel/sender.js';
import type { Parts } from '../parts.js';
import { type Follower, gone, viewerOf } from '../people/follower.js';
import type { HandoverWatch } from './handover-watch.js';
import type { RunMessage, StoredMessage } from './message.js';
import type { Outbox, Retry } from './outbox.js';
import { type RunCards, renderRunCard } from './render-run-card.js';
import { settleOlder } from './settle-older.js';
import { doubted, doubtsAtMost, slow, soon, untilSeenMs } from './waits.js';

/** How long the connector may take over one message, in milliseconds. */
const patienceMs = 15_000;
/** Messages that were delivered, and could not be taken out of the outbox yet: remembered, so that they are not sent again. */
const mostDelivered = 10_000;

type Options = RunCards &
  Pick<Parts, 'cards' | 'followers' | 'seen' | 'sender' | 'clock' | 'time' | 'random'> & {
    outbox: Outbox;
    handovers: HandoverWatch;
  };

/** `waits`: it stays in the outbox, and so must what comes after it for the same person; `parked`: until they are seen. */
type Outcome = 'gone' | 'waits' | 'parked';
type Attempt = { is: 'delivered'; activityId: string | undefined } | { is: Outcome };

/**
 * Delivers messages, or writes down when to try again: none is given up for what Teams says, only where there is nothing
 * to tell any more. At least once: a lost answer sends again, so many times.
 */
export class Delivery {
  private readonly delivered = new BoundedMap<string, true>(mostDelivered);

  constructor(private readonly options: Options) {}

  /**
   * Tries one message now. Rejects when the store can't be read or written; what waits for an operator to put it right
   * keeps the messages of one person waiting, at ever longer steps.
   * @param stop ends the wait for the connector
   */
  async deliver(message: StoredMessage, stop: AbortSignal): Promise<Outcome> {
    try {
      return await this.tryNow(message, stop);
    } catch (error) {
      if (!(error instanceof DocumentSetAside)) throw error;
      return this.postpone(message, 'setAside', soon);
    }
  }

  private async tryNow(message: StoredMessage, stop: AbortSignal): Promise<Outcome> {
    const { value } = message;
    if (this.delivered.has(message.id)) return this.takeOut(message);
    const follower = await this.options.followers.get(value.tenantId, value.personId);
    // Whoever comes back asks anew, and learns it then.
    if (follower?.blocked && value.what === 'consentGiven')
      return this.giveUp(message, 'the person blocked or removed the bot');
    // They are told when they write again.
    if (!follower?.reference || (follower.blocked && follower.blockedBy === 'person')) return 'parked';
    const to = follower.reference;
    return value.what === 'consentGiven'
      ? this.sayConsentGiven(message, follower, to, stop)
      : this.showRun(message, value, { follower, to, stop });
  }

  private async sayConsentGiven(
    message: StoredMessage,
    follower: Follower,
    to: Reference,
    stop: AbortSignal,
  ): Promise<Outcome> {
    const { cards, sandbox } = this.options;
    const viewer = viewerOf(follower, [], sandbox);
    const { is } = await this.attempt(message, to, cards.statement(viewer, { text: 'consentGiven' }), stop);
    return is === 'delivered' ? 'gone' : is;
  }

  private async showRun(
    message: StoredMessage,
    about: RunMessage,
    { follower, to, stop }: { follower: Follower; to: Reference; stop: AbortSignal },
  ): Promise<Outcome> {
    const news = await this.newsOf(about);
    if (news === 'past') return this.giveUp(message, news);
    if (news === 'unknown') return this.postpone(message, 'rolesUnknown', soon);
    const card = await renderRunCard(this.options, follower, about.runId, () => ({ news }));
    if (card.is === 'rolesUnknown') return this.postpone(message, card.is, soon);
    if (card.is !== 'card') return this.giveUp(message, card.is);
    const { seen, cards, sandbox } = this.options;
    if (message.value.isShort) {
      const short = { text: 'newsAlone', news: card.rendered.summary } as const;
      const { is } = await this.attempt(message, to, cards.statement(viewerOf(follower, [], sandbox), short), stop);
      return is === 'delivered' ? 'gone' : is;
    }
    const sent = await this.attempt(message, to, card.rendered, stop, (send) =>
      seen.showing(about.tenantId, about.personId, card.run, send),
    );
    if (sent.is !== 'delivered') return sent.is;
    const { activityId } = sent;
    if (activityId) {
      const live = {
        runId: about.runId,
        activityId,
        news: { ...news, revision: card.run.revision },
        note: null,
        shownBy: message.id,
      };
      await this.options.followers.change(about.tenantId, about.personId, (now) => ({ ...now, live }));
    }
    await settleOlder(this.options, follower, to, about.runId, stop);
    return 'gone';
  }

  /** What a message is sent for, if it still is to be sent. */
  private async newsOf({ tenantId, runId, personId, what, from }: RunMessage): Promise<News | 'past' | 'unknown'> {
    const run = await this.options.upgrades.run(tenantId, runId);
    // Whoever left is told nothing more, nor what happened before they did.
    if (run?.left.includes(personId)) return 'past';
    if (what !== 'handover' || !run) return { what };
    const asked = await this.options.handovers.confirm(run, personId);
    if (asked.is !== 'wanted') return asked.is;
    return { what, permission: asked.permission, ...(from === undefined ? {} : { from }) };
  }

  private async attempt(
    message: StoredMessage,
    to: Reference,
    what: Sendable,
    stop: AbortSignal,
    showing = (send: () => Promise<string | undefined>) => send(),
  ): Promise<Attempt> {
    const { tenantId, personId, sentAs } = message.value;
    const { sender, time, followers } = this.options;
    // What may stand there already is put into its own place, not beside it.
    const send = () =>
      sentAs === undefined ? sender.send(to, what) : sender.update(to, sentAs, what).then(() => sentAs);
    let activityId: string | undefined;
    try {
      activityId = await showing(() => within(send(), patienceMs, time, stop));
    } catch (error) {
      return { is: stop.aborted ? 'waits' : await this.afterFailure(message, error) };
    }
    this.delivered.set(message.id, true);
    await this.takeOut(message);
    await followers.change(tenantId, personId, (now) =>
      now.blocked && now.blockedBy === 'teams' ? { ...now, blocked: false, leftAt: null } : now,
    );
    return { is: 'delivered', activityId };
  }

  /** A disk that does not even take that it was delivered keeps it in the outbox, and nobody is told twice. */
  private async takeOut(message: StoredMessage): Promise<'gone'> {
    await this.options.outbox.remove(message);
    this.delivered.delete(message.id);
    return 'gone';
  }

  private async afterFailure(message: StoredMessage, error: unknown): Promise<Outcome> {
    const failure = judge(error);
    this.options.log.info({ err: error, message: message.id, failure: failure.is }, 'a message was not delivered');
    switch (failure.is) {
      case 'tryAgain':
        return this.postpone(message, failure.is, soon, { atLeastMs: failure.retryAfterMs });
      case 'doubtful':
        return this.doubt(message, failure);
      case 'failing':
        return this.postpone(message, failure.is, slow);
      case 'unreachable':
        return this.turnedAway(message, failure.byPerson ? 'person' : 'teams');
      case 'notTaken':
        return message.value.isShort || message.value.what === 'consentGiven'
          ? this.postpone(message, failure.is, slow)
          : this.postpone(message, failure.is, soon, { change: { isShort: true, sentAs: undefined, attempts: 0 } });
      default:
        return failure satisfies never;
    }
  }

  private doubt(message: StoredMessage, failure: Extract<SendFailure, { is: 'doubtful' }>): Promise<'waits'> {
    const doubts = message.value.doubts + 1;
    const change = { doubts, sentAs: failure.sentAs ?? message.value.sentAs };
    if (doubts >= doubtsAtMost) return this.later(message, failure.is, untilSeenMs, { ...change, doubts: 0 });
    return this.postpone(message, failure.is, doubted, { atLeastMs: failure.retryAfterMs, change });
  }

  /** What stood in the conversation may be gone with it: whatever is sent later is a message of its own. */
  private async turnedAway(message: StoredMessage, by: Follower['blockedBy']): Promise<Outcome> {
    const { tenantId, personId, sentAs } = message.value;
    if (sentAs !== undefined) return this.postpone(message, 'noSuchActivity', soon, { change: { sentAs: undefined } });
    const { followers, clock } = this.options;
    await followers.change(tenantId, personId, (now) => gone(now, clock.now(), by));
    if (message.value.what === 'consentGiven') return this.giveUp(message, 'the person blocked or removed the bot');
    return by === 'person' ? 'parked' : this.postpone(message, 'unreachable', slow);
  }

  private postpone(
    message: StoredMessage,
    reason: string,
    waits: Backoff,
    { atLeastMs, change = {} }: { atLeastMs?: number | undefined; change?: Partial<Retry> } = {},
  ): Promise<'waits'> {
    const attempts = (change.attempts ?? message.value.attempts) + 1;
    const waitMs = backoffMs(attempts, { ...waits, random: this.options.random }, atLeastMs);
    return this.later(message, reason, waitMs, { ...change, attempts });
  }

  private async later(
    message: StoredMessage,
    reason: string,
    waitMs: number,
    change: Partial<Retry>,
  ): Promise<'waits'> {
    const { outbox, time, log } = this.options;
    log.info({ message: message.id, ...change, reason, waitMs }, 'a message waits for its next attempt');
    await outbox.later(message, { ...change, waitMs, nextAt: time.now() + waitMs });
    return 'waits';
  }

  private async giveUp(message: StoredMessage, reason: string): Promise<'gone'> {
    this.options.log.warn({ message: message.id, reason }, 'a message was given up');
    await this.options.outbox.remove(message);
    return 'gone';
  }
}
