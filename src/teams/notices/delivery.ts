import type { Logger } from 'pino';
import { backoffMs } from '../../base/backoff.js';
import { within } from '../../base/deadline.js';
import type { RealTime } from '../../base/real-time.js';
import type { Upgrades } from '../../engine/upgrades.js';
import type { Rendered } from '../cards/frame/frame.js';
import type { News } from '../cards/run-context.js';
import { judge } from '../channel/send-failure.js';
import type { Reference, Sender } from '../channel/sender.js';
import type { Conversation } from '../conversation/conversation.js';
import { type Follower, type Followers, languageOf } from './followers.js';
import type { HandoverWatch } from './handover-watch.js';
import type { Outbox, RunMessage, StoredMessage } from './outbox.js';
import type { RunCards } from './run-cards.js';

/** How long the connector may take over one message, in milliseconds. */
const patienceMs = 15_000;
const fewAttempts = 5;

/** `waits`: it stays in the outbox, and so must what comes after it for the same person. */
export type Delivery = (message: StoredMessage) => Promise<'gone' | 'waits'>;

type Attempt = { is: 'delivered'; activityId: string | undefined } | { is: 'gone' | 'waits' };

type Options = {
  outbox: Outbox;
  followers: Followers;
  runCards: RunCards;
  upgrades: Pick<Upgrades, 'run'>;
  handovers: Pick<HandoverWatch, 'confirm'>;
  say: Conversation['say'];
  sender: Pick<Sender, 'send' | 'update'>;
  time: RealTime;
  random: () => number;
  log: Logger;
};

/** Delivers one message, or writes down when to try again, or gives it up. At least once: a lost answer sends again. */
export function createDelivery(options: Options): Delivery {
  const { outbox, followers, runCards, upgrades, handovers, say, sender, time, random, log } = options;

  async function postpone(message: StoredMessage, reason: string, atLeastMs?: number): Promise<'waits'> {
    const attempts = message.value.attempts + 1;
    const nextAt = time.now() + backoffMs(attempts, random, atLeastMs);
    log.info({ message: message.id, attempts, reason }, 'a message waits for its next attempt');
    await outbox.later(message, { attempts, nextAt });
    return 'waits';
  }

  async function giveUp(message: StoredMessage, reason: string): Promise<'gone'> {
    log.warn({ message: message.id, reason }, 'a message was given up');
    await outbox.remove(message);
    return 'gone';
  }

  return async (message) => {
    const news = message.value;
    const { tenantId, personId } = news;
    const follower = await followers.get(tenantId, personId);
    // They are told when they write again.
    if (!follower?.reference) return 'waits';
    if (follower.blocked) return giveUp(message, 'the person blocked or removed the bot');
    if (news.what === 'consentGiven') {
      const about = { name: follower.name, timeZone: follower.timeZone ?? undefined };
      const rendered = say(about, languageOf(follower), { text: news.what });
      const { is } = await attempt(message, follower.reference, rendered);
      return is === 'waits' ? is : 'gone';
    }
    const { runId } = news;
    const about = await newsOf(news);
    if (about === 'past') return giveUp(message, about);
    if (about === 'unknown') return postpone(message, 'rolesUnknown');
    const card = await runCards.render(follower, runId, () => ({ news: about }));
    switch (card.is) {
      case 'noRun':
      case 'mayNotSee':
        return giveUp(message, card.is);
      case 'rolesUnknown':
        return postpone(message, card.is);
      case 'card':
        break;
      default: {
        const never: never = card;
        return never;
      }
    }
    const sent = await attempt(message, follower.reference, card.rendered);
    if (sent.is !== 'delivered') return sent.is;
    const { activityId } = sent;
    if (activityId) {
      const live = { runId, activityId, news: { ...about, revision: card.run.revision }, note: null };
      await followers.change(tenantId, personId, (now) => ({ ...now, live }));
    }
    await settle(follower, runId);
    return 'gone';
  };

  /** What a message is sent for, if it still is to be sent. */
  async function newsOf({ tenantId, runId, personId, what, from }: RunMessage): Promise<News | 'past' | 'unknown'> {
    const run = await upgrades.run(tenantId, runId);
    // Whoever left is told nothing more, nor what happened before they did.
    if (run?.left.includes(personId)) return 'past';
    if (what !== 'handover' || !run) return { what };
    const asked = await handovers.confirm(run, personId);
    if (asked.is !== 'wanted') return asked.is;
    return { what, permission: asked.permission, ...(from === undefined ? {} : { from }) };
  }

  async function attempt(message: StoredMessage, reference: Reference, rendered: Rendered): Promise<Attempt> {
    let activityId: string | undefined;
    try {
      activityId = await within(sender.send(reference, rendered), patienceMs, time);
    } catch (error) {
      return { is: await afterFailure(message, error) };
    }
    await outbox.remove(message);
    return { is: 'delivered', activityId };
  }

  /** Brings the message that showed the run before up to date a last time: a newer one has taken its place. */
  async function settle({ live, reference, ...about }: Follower, runId: string): Promise<void> {
    if (!reference || live?.runId !== runId) return;
    try {
      const card = await runCards.render({ ...about, live, reference }, runId);
      if (card.is === 'card') await within(sender.update(reference, live.activityId, card.rendered), patienceMs, time);
    } catch (error) {
      log.debug({ err: error }, 'an older card could not be brought up to date');
    }
  }

  async function afterFailure(message: StoredMessage, error: unknown): Promise<'gone' | 'waits'> {
    const { tenantId, personId, attempts } = message.value;
    const failure = judge(error);
    log.info({ err: error, message: message.id, failure: failure.is }, 'a message was not delivered');
    switch (failure.is) {
      case 'tryAgain':
        return postpone(message, failure.is, failure.retryAfterMs);
      case 'tryAFewTimes':
        return attempts + 1 < fewAttempts ? postpone(message, failure.is) : giveUp(message, failure.is);
      case 'unreachable':
        await followers.change(tenantId, personId, (now) => ({ ...now, blocked: true, live: null }));
        return giveUp(message, failure.is);
      case 'pointless':
        return giveUp(message, failure.is);
      default: {
        const never: never = failure;
        return never;
      }
    }
  }
}
