import type { Logger } from 'pino';
import type { Upgrades } from '../../engine/upgrades.js';
import type { Clock } from '../../upgrade/ports.js';
import { isOver } from '../../upgrade/run/run.js';
import type { Statement } from '../cards/answers/statement.js';
import type { Rendered } from '../cards/frame/frame.js';
import type { Language } from '../cards/words/languages.js';
import { type Activity, canBeAnswered, wantsAnswer } from '../channel/activity.js';
import type { Sendable, Sender } from '../channel/sender.js';
import type { Turn } from '../channel/turn.js';
import type { ConsentWatch } from '../notices/consent-watch.js';
import type { LiveCards } from '../notices/live-cards.js';
import { type Follower, languageOf, newFollower } from '../people/follower.js';
import type { Followers } from '../people/followers.js';
import type { Answer, Conversation } from './conversation.js';
import { type Deed, deedOf } from './deed.js';
import { readAction } from './intents/actions.js';
import type { Ask } from './intents/ask.js';
import type { Intents } from './intents/intents.js';
import { plainText } from './intents/plain-text.js';
import type { Pace } from './pace.js';
import { type IdentityRules, identify, localeOf, type Person } from './person.js';
import type { Practice } from './practice.js';

export type BotOptions = {
  rules: IdentityRules;
  conversation: Conversation;
  consent: Pick<ConsentWatch, 'missing' | 'given'>;
  upgrades: Pick<Upgrades, 'current' | 'follow'>;
  followers: Followers;
  intents: Intents;
  pace: (person: string) => Pace;
  /** Lets one welcome a person pass in a while. */
  welcomes: (person: string) => Pace;
  live: Pick<LiveCards, 'refresh' | 'showed'>;
  sender: Pick<Sender, 'send' | 'update' | 'remove'>;
  practice: Practice | undefined;
  clock: Clock;
  /** Sends what comes after a turn, again where it fails for a while. Rejects with the last failure. */
  again: <T>(send: () => Promise<T>) => Promise<T>;
  /** Called when a person can be reached again. */
  reachable: () => void;
  newId: () => string;
  log: Logger;
};

/** One turn: who is it, what do they ask, what is the answer. Every error becomes a card with a number for the log. */
export function createBot(options: BotOptions): (turn: Turn) => Promise<void> {
  const {
    rules,
    conversation,
    consent,
    upgrades,
    followers,
    intents,
    pace,
    welcomes,
    live,
    sender,
    practice,
    clock,
    again,
    reachable,
    newId,
    log,
  } = options;

  /** Practice tenants known to exist. */
  const prepared = new Set<string>();

  return async (turn) => {
    const deed = deedOf(turn.activity);
    if (deed.is === 'other' || !canBeAnswered(turn.activity)) return acknowledge(turn);
    const who = identify(turn.activity, rules);
    switch (who.is) {
      case 'person':
        return takeFrom(turn, deed, await inTenant(who.person));
      case 'tenantNotAllowed':
        return refuse(turn, deed, { text: 'tenantNotAllowed' });
      case 'unknown':
        return refuse(turn, deed, { text: 'identityMissing' });
      case 'notPersonal':
        return refuse(turn, deed, { text: 'notPersonal' });
      default: {
        const never: never = who;
        return never;
      }
    }
  };

  async function takeFrom(turn: Turn, deed: Deed, person: Person): Promise<void> {
    const changeOwn = (change: (now: Follower) => Follower) => followers.change(person.tenantId, person.id, change);
    const key = JSON.stringify([person.tenantId, person.id]);
    if (deed.is === 'left') {
      await changeOwn((now) => ({ ...now, blocked: true, live: null }));
      return;
    }
    // Teams tells of one installation in two ways.
    if (deed.is === 'arrived' && welcomes(key) !== 'fine') return acknowledge(turn);
    const speed = wantsAnswer(turn.activity) ? pace(key) : 'fine';
    if (speed !== 'fine') {
      // An invoke must be answered; for a message, being told once is enough.
      const telling = speed === 'over' || turn.activity.type === 'invoke';
      if (telling) await reply(turn, deed, sayTo(turn.activity, { text: 'tooManyTurns' }));
      return;
    }
    const answer = await answerOf(turn, deed, person, changeOwn);
    // Here, because it may end before anybody waits for it.
    const later = answer.later?.catch((error: unknown) => failed(turn.activity, error));
    const activityId = await reply(turn, deed, answer.rendered, answer.own);
    await remember(answer, person, activityId, changeOwn);
    await settle(turn, answer, activityId);
    if (later && activityId !== undefined) void followUp(turn, later, person, activityId, changeOwn);
    // The answer to an invoke takes the card's place on one device only.
    if (answer.shows && turn.activity.type === 'invoke') live.refresh(person.tenantId, person.id);
  }

  /** Every error becomes a card with a number that finds it in the log. */
  async function answerOf(turn: Turn, deed: Deed, person: Person, changeOwn: Change): Promise<Answer> {
    const { activity } = turn;
    try {
      const follower = await noted(turn, person, changeOwn);
      const at = { ...person, timeZone: follower.timeZone ?? undefined };
      const answer = await conversation.answer(at, languageOf(follower), await askOf(deed, at, languageOf(follower)));
      await keep(answer, person, changeOwn);
      await noteConsent(answer, person);
      return answer;
    } catch (error) {
      return failed(activity, error);
    }
  }

  function failed(activity: Activity, error: unknown): Answer {
    const id = newId();
    log.error({ err: error, id, type: activity.type, name: activity.name }, 'a turn failed');
    return { rendered: sayTo(activity, { text: 'failed', id }) };
  }

  /** In the practice cloud: makes sure that the tenant is there, and finds the person's account in it. */
  async function inTenant(person: Person): Promise<Person> {
    if (!practice) return person;
    try {
      if (!prepared.has(person.tenantId)) await practice.ensure(person.tenantId);
      prepared.add(person.tenantId);
      return { ...person, id: await practice.accountOf(person.tenantId, { id: person.id, name: person.name }) };
    } catch (error) {
      // The turn goes on: what cannot be read is answered for where it is read.
      log.warn({ err: error }, 'the practice cloud could not be asked');
      return person;
    }
  }

  async function keep({ shows: run, language }: Answer, person: Person, changeOwn: Change): Promise<void> {
    if (language) await changeOwn((now) => ({ ...now, languageChoice: language }));
    if (!run || isOver(run) || [...run.followers, ...run.left].includes(person.id)) return;
    try {
      await upgrades.follow(person.tenantId, run.id, person.id);
    } catch (error) {
      // What the person asked for was done; they must not be told otherwise.
      log.warn({ err: error, run: run.id }, 'a person could not be made a follower');
    }
  }

  /** Keeps whether the person waits for consent, so that they hear of it. They get their answer whatever comes of it. */
  async function noteConsent({ consent: seen }: Answer, { tenantId, id }: Person): Promise<void> {
    if (!seen) return;
    try {
      await consent[seen](tenantId, id);
    } catch (error) {
      log.warn({ err: error, seen }, 'whether a person waits for consent could not be kept');
    }
  }

  /** Keeps how to reach the person. A disk that takes no writes must not keep them from an answer. */
  async function noted(turn: Turn, person: Person, changeOwn: Change): Promise<Follower> {
    const about = (now: Follower): Follower => ({
      ...now,
      name: person.name || now.name,
      reference: turn.reference,
      locale: person.locale || now.locale,
      timeZone: person.timeZone ?? now.timeZone,
      blocked: false,
    });
    try {
      let back = false;
      const follower = await changeOwn((now) => {
        back = now.reference === null || now.blocked;
        return about(now);
      });
      if (back) reachable();
      return follower;
    } catch (error) {
      log.warn({ err: error }, 'how to reach a person could not be kept');
      const known = await followers.get(person.tenantId, person.id).catch(() => undefined);
      return about(known ?? newFollower(person.tenantId, person.id));
    }
  }

  async function askOf(deed: Deed, { tenantId, timeZone }: Person, language: Language): Promise<Ask> {
    switch (deed.is) {
      case 'said': {
        const run = await upgrades.current(tenantId);
        const here = { now: clock.now(), timeZone, language };
        const ask = intents(deed.text, { run, sandbox: practice !== undefined, here });
        return ask.is === 'noAnswer' ? { ...ask, question: plainText(deed.text) } : ask;
      }
      case 'pressed':
        return readAction(deed.action);
      case 'answeredOffer':
        return { is: 'fileAnswer', value: deed.answer };
      default:
        return { is: 'welcome' };
    }
  }

  /** Notes which message shows the run, so that it is kept up to date. The answer was given; nothing may spoil it. */
  async function remember(
    { shows, confirms, note: said }: Answer,
    person: Person,
    activityId: string | undefined,
    changeOwn: Change,
  ): Promise<void> {
    if (!shows || activityId === undefined) return;
    live.showed(person.tenantId, person.id, { activityId, revision: shows.revision, note: said });
    const note = confirms ? { why: confirms, revision: shows.revision } : null;
    const shown = { runId: shows.id, activityId, news: null, note };
    try {
      await changeOwn((now) => ({ ...now, live: shown }));
    } catch (error) {
      log.warn({ err: error }, 'which message shows a run could not be kept');
    }
  }

  /** Lets the answer know its message, and takes back one that has served its purpose. */
  async function settle(turn: Turn, { sent, drops }: Answer, activityId: string | undefined): Promise<void> {
    try {
      if (sent && activityId !== undefined) await sent(activityId);
      if (drops !== undefined) await sender.remove(turn.reference, drops);
    } catch (error) {
      log.warn({ err: error }, 'a message could not be noted or taken back');
    }
  }

  /** Puts the answer that took too long in the place of "still looking". */
  async function followUp(
    turn: Turn,
    later: Promise<Answer>,
    person: Person,
    activityId: string,
    changeOwn: Change,
  ): Promise<void> {
    try {
      const answer = await later;
      await keep(answer, person, changeOwn);
      await noteConsent(answer, person);
      const { rendered } = answer;
      if ('card' in rendered) {
        await again(() => sender.update(turn.reference, activityId, rendered));
      } else {
        // A message that showed a card cannot be made to show a file.
        await again(() => sender.send(turn.reference, rendered));
        await again(() => sender.remove(turn.reference, activityId));
      }
      await remember(answer, person, activityId, changeOwn);
      await settle(turn, answer, activityId);
      // The run may have gone on while this was on its way.
      if (answer.shows) live.refresh(person.tenantId, person.id);
    } catch (error) {
      log.warn({ err: error }, 'an answer that came late could not be shown');
    }
  }

  async function refuse(turn: Turn, deed: Deed, message: Statement): Promise<void> {
    if (deed.is === 'left') return;
    await reply(
      turn,
      deed,
      deed.is === 'arrived' ? conversation.hello(languageIn(turn.activity)) : sayTo(turn.activity, message),
    );
  }

  function sayTo(activity: Activity, message: Statement): Rendered {
    return conversation.say({ name: activity.from?.name ?? '', timeZone: undefined }, languageIn(activity), message);
  }
}

const languageIn = (activity: Activity): Language => languageOf({ languageChoice: null, locale: localeOf(activity) });

type Change = (change: (now: Follower) => Follower) => Promise<Follower>;

/**
 * Answers an invoke with the card that takes the old one's place; anything else with a message of its own.
 * @param own given when a card that was pressed stays: what is told beside it
 */
async function reply(turn: Turn, deed: Deed, what: Sendable, own?: string): Promise<string | undefined> {
  const pressed = turn.activity.type === 'invoke' && deed.is === 'pressed' ? deed : undefined;
  if (!pressed) {
    const activityId = await turn.send(what);
    await acknowledge(turn);
    return activityId;
  }
  if ('card' in what && own === undefined) {
    await turn.answer(200, { statusCode: 200, type: 'application/vnd.microsoft.card.adaptive', value: what.card });
    return pressed.cardActivityId;
  }
  const activityId = await turn.send(what);
  await turn.answer(200, { statusCode: 200, type: 'application/vnd.microsoft.activity.message', value: own ?? '' });
  return activityId;
}

async function acknowledge(turn: Turn): Promise<void> {
  if (turn.activity.type === 'invoke') await turn.answer(200);
}
