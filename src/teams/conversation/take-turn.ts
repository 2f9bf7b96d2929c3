import { keyOf } from '../../base/key-of.js';
import { sharing } from '../../base/sharing.js';
import { traced } from '../../base/traced.js';
import { tellAction } from '../../engine/action-log.js';
import type { Pace } from '../../storage/paces.js';
import { type Activity, canBeAnswered, wantsAnswer } from '../channel/activity.js';
import type { Turn } from '../channel/turn.js';
import { tenantsOf } from '../channel/whereabouts.js';
import { answerAsk } from './answer-ask.js';
import { answerRefresh } from './answer-refresh.js';
import type { Answer, Conversation, Visit } from './conversation.js';
import { deedOf } from './deed.js';
import { followUp } from './follow-up.js';
import { readAsk } from './intents/read-ask.js';
import { keepAnswer, keepMessage } from './keep-answer.js';
import { askingOf, personLeft } from './keep-person.js';
import { turnLimit, welcomeLimit } from './pace-limits.js';
import { identify, type Person } from './person.js';
import { acknowledge, reply } from './reply.js';
import { failed, senderOf } from './say.js';

/** One turn: who is it, what do they ask, what is the answer. Every error becomes a card with a number for the log. */
export function takeTurn(conversation: Conversation, turn: Turn): Promise<void> {
  const { type } = turn.activity;
  return traced('turn', { 'activity.type': type }, () => take(conversation, turn));
}

async function take(conversation: Conversation, turn: Turn): Promise<void> {
  const { rules, cards, accounts, share } = conversation;
  const { activity } = turn;
  const deed = deedOf(activity);
  if (deed.is === 'other' || !canBeAnswered(activity)) return acknowledge(turn);
  const who = identify(activity, rules);
  if (who.is === 'person') {
    const visitOf = (person: Person): Visit => sharing(conversation, { turn, deed, person });
    const taken = async () => takeFrom(visitOf((await accounts?.find(who.person)) ?? who.person));
    return share(who.person.tenantId, taken, () => sayTooMany(visitOf(who.person)));
  }
  // Nobody has asked anything, and the card stays as it is.
  if (deed.is === 'refreshed') return acknowledge(turn);
  if (deed.is === 'left') return;
  if (who.is === 'tenantNotAllowed' || who.is === 'twoTenants') tellTurnedAway(conversation, activity, who.is);
  const sender = senderOf(conversation, activity);
  // Whoever installs it is not always named; where they are, or others read along, they are told why it is no use here.
  const isGreeted = deed.is === 'arrived' && who.is === 'unknown';
  const answer = isGreeted
    ? cards.welcome({ ...sender, name: '' }, {})
    : cards.statement(sender, { text: whyTurnedAway[who.is] });
  await reply(turn, deed, answer);
}

function tellTurnedAway({ log }: Conversation, activity: Activity, why: string): void {
  const [tenantId = ''] = tenantsOf(activity) ?? [];
  const by = (activity.from?.aadObjectId ?? '').slice(0, longestId);
  tellAction(log, { tenantId: tenantId.slice(0, longestId), by, verb: activity.type }, { is: 'turnedAway', why });
}

/** What is logged of ids that a stranger sent, in characters. */
const longestId = 64;

const whyTurnedAway = {
  tenantNotAllowed: 'tenantNotAllowed',
  unknown: 'identityMissing',
  twoTenants: 'twoTenants',
  notPersonal: 'notPersonal',
} as const;

async function takeFrom(visit: Visit): Promise<void> {
  const { turn, deed, person, paces } = visit;
  const key = keyOf(person.tenantId, person.id);
  if (deed.is === 'left') {
    return personLeft(visit);
  }
  // Teams tells of one installation in two ways.
  if (deed.is === 'arrived' && (await paces.take('welcomes', key, welcomeLimit)) !== 'fine') return acknowledge(turn);
  if (deed.is === 'refreshed') return answerRefresh(visit, deed);
  const speed = await paceOf(visit);
  return speed === 'fine' ? answerVisit(visit) : sayTooMany(visit, speed);
}

async function paceOf({ turn: { activity }, person, paces }: Visit): Promise<Pace> {
  return wantsAnswer(activity) ? paces.take('turns', keyOf(person.tenantId, person.id), turnLimit) : 'fine';
}

/** So many turns wait in their tenant that this one is not taken, or the person took too many. */
async function sayTooMany(visit: Visit, known?: Pace): Promise<void> {
  const { turn, deed, cards } = visit;
  const { activity } = turn;
  if (deed.is === 'refreshed') return acknowledge(turn);
  const speed = known ?? (await paceOf(visit));
  // An invoke must be answered; for a message, being told once is enough.
  if (speed === 'stillOver' && activity.type !== 'invoke') return;
  await reply(turn, deed, cards.statement(senderOf(visit, activity), { text: 'tooManyTurns' }));
}

async function answerVisit(visit: Visit): Promise<void> {
  const { turn, deed, person, notices } = visit;
  const answer = await answerDeed(visit);
  // Here, because it may end before anybody waits for it.
  const later = answer.later?.catch((error: unknown) => failed(visit, turn.activity, error));
  const { shows } = answer;
  const send = () => reply(turn, deed, answer.rendered, answer.own);
  const activityId = await (shows ? visit.seen.showing(person.tenantId, person.id, shows, send) : send());
  await keepMessage(visit, answer, activityId);
  if (later && activityId !== undefined) void followUp(visit, later, activityId);
  // The answer to an invoke takes the card's place on one device only; and a run may go on while its card is on its way.
  if (shows && (turn.activity.type === 'invoke' || (await notices.live.isPast(shows)))) {
    notices.live.refresh(person.tenantId, person.id);
  }
}

async function answerDeed(visit: Visit): Promise<Answer> {
  try {
    const asking = await askingOf(visit);
    const answer = await answerAsk(asking, await readAsk(asking, visit.deed));
    if (!answer.forgotten) await asking.keep();
    await keepAnswer(visit, answer);
    return answer;
  } catch (error) {
    return failed(visit, visit.turn.activity, error);
  }
}
