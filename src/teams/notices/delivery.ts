import { backoffMs } from '../../base/backoff.js';
import { within } from '../../base/deadline.js';
import type { News } from '../cards/run-context.js';
import { sendingWaits } from '../channel/send-again.js';
import { judge } from '../channel/send-failure.js';
import type { Reference, Sendable } from '../channel/sender.js';
import type { Parts } from '../parts.js';
import { type Follower, gone, viewerOf } from '../people/follower.js';
import type { HandoverWatch } from './handover-watch.js';
import type { RunMessage, StoredMessage } from './message.js';
import type { Outbox } from './outbox.js';
import { type RunCards, renderRunCard } from './render-run-card.js';
import { settleOlder } from './settle-older.js';

/** How long the connector may take over one message, in milliseconds. */
const patienceMs = 15_000;
const fewAttempts = 5;

type Options = RunCards &
  Pick<Parts, 'cards' | 'followers' | 'seen' | 'sender' | 'clock' | 'time' | 'random'> & {
    outbox: Outbox;
    handovers: HandoverWatch;
  };

/** `waits`: it stays in the outbox, and so must what comes after it for the same person. */
type Outcome = 'gone' | 'waits';
type Attempt = { is: 'delivered'; activityId: string | undefined } | { is: Outcome };

/** Delivers messages, writes down when to try again, or gives them up. At least once: a lost answer sends again. */
export class Delivery {
  constructor(private readonly options: Options) {}

  /** Tries one message now. Rejects when the store can't be read or written. */
  async deliver(message: StoredMessage): Promise<Outcome> {
    const { value } = message;
    const follower = await this.options.followers.get(value.tenantId, value.personId);
    // They are told when they write again.
    if (!follower?.reference) return 'waits';
    if (follower.blocked) return this.giveUp(message, 'the person blocked or removed the bot');
    return value.what === 'consentGiven'
      ? this.sayConsentGiven(message, follower, follower.reference)
      : this.showRun(message, value, follower, follower.reference);
  }

  private async sayConsentGiven(message: StoredMessage, follower: Follower, to: Reference): Promise<Outcome> {
    const { cards, sandbox } = this.options;
    const viewer = viewerOf(follower, [], sandbox);
    const { is } = await this.attempt(message, to, cards.statement(viewer, { text: 'consentGiven' }));
    return is === 'waits' ? is : 'gone';
  }

  private async showRun(
    message: StoredMessage,
    about: RunMessage,
    follower: Follower,
    to: Reference,
  ): Promise<Outcome> {
    const news = await this.newsOf(about);
    if (news === 'past') return this.giveUp(message, news);
    if (news === 'unknown') return this.postpone(message, 'rolesUnknown');
    const card = await renderRunCard(this.options, follower, about.runId, () => ({ news }));
    if (card.is === 'rolesUnknown') return this.postpone(message, card.is);
    if (card.is !== 'card') return this.giveUp(message, card.is);
    const { seen } = this.options;
    const sent = await this.attempt(message, to, card.rendered, (send) =>
      seen.showing(about.tenantId, about.personId, card.run, send),
    );
    if (sent.is !== 'delivered') return sent.is;
    const { activityId } = sent;
    if (activityId) {
      const live = { runId: about.runId, activityId, news: { ...news, revision: card.run.revision }, note: null };
      await this.options.followers.change(about.tenantId, about.personId, (now) => ({ ...now, live }));
    }
    await settleOlder(this.options, follower, to, about.runId);
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
    showing = (send: () => Promise<string | undefined>) => send(),
  ): Promise<Attempt> {
    let activityId: string | undefined;
    try {
      const { sender, time } = this.options;
      activityId = await showing(() => within(sender.send(to, what), patienceMs, time));
    } catch (error) {
      return { is: await this.afterFailure(message, error) };
    }
    await this.options.outbox.remove(message);
    return { is: 'delivered', activityId };
  }

  private async afterFailure(message: StoredMessage, error: unknown): Promise<Outcome> {
    const { tenantId, personId, attempts } = message.value;
    const failure = judge(error);
    this.options.log.info({ err: error, message: message.id, failure: failure.is }, 'a message was not delivered');
    switch (failure.is) {
      case 'tryAgain':
        return this.postpone(message, failure.is, failure.retryAfterMs);
      case 'tryAFewTimes':
        return attempts + 1 < fewAttempts ? this.postpone(message, failure.is) : this.giveUp(message, failure.is);
      case 'unreachable':
        await this.options.followers.change(tenantId, personId, (now) => gone(now, this.options.clock.now()));
        return this.giveUp(message, failure.is);
      case 'pointless':
        return this.giveUp(message, failure.is);
      default:
        return failure satisfies never;
    }
  }

  private async postpone(message: StoredMessage, reason: string, atLeastMs?: number): Promise<'waits'> {
    const { outbox, time, random, log } = this.options;
    const attempts = message.value.attempts + 1;
    const nextAt = time.now() + backoffMs(attempts, { ...sendingWaits, random }, atLeastMs);
    log.info({ message: message.id, attempts, reason }, 'a message waits for its next attempt');
    await outbox.later(message, { attempts, nextAt });
    return 'waits';
  }

  private async giveUp(message: StoredMessage, reason: string): Promise<'gone'> {
    this.options.log.warn({ message: message.id, reason }, 'a message was given up');
    await this.options.outbox.remove(message);
    return 'gone';
  }
}
