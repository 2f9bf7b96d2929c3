import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { keyOf } from '../../src/base/key-of.js';
import { type Verb, verbs } from '../../src/upgrade/run/commands.js';
import type { Run } from '../../src/upgrade/run/run.js';
import { may, type Role } from '../../src/upgrade/tenant/roles.js';
import { linksOf } from '../support/report-links.js';
import { now } from '../support/runs.js';
import type { TeamsPerson } from '../support/teams-client.js';
import { type BotUnderTest, startBot, tenantId } from '../teams/bot-under-test.js';
import { commandOf } from '../upgrade/run/model/commands.js';
import { diceOf } from '../upgrade/run/model/dice.js';
import { everyHolding, mayByTable } from './rights-of.js';
import { mayHere, runsToAskOf } from './runs-to-ask-of.js';

/**
 * Every action with every sort of holding, by people of the tenant and of another, over HTTP: the states and the ways taken
 * in turn, or with RIGHTS=all every one of them with every other (a quarter of an hour); RIGHTS=2/4 is the second of four
 * parts of that.
 */

const words: Record<Verb, string> = {
  check: 'check',
  status: 'status',
  watch: 'watch',
  reportTab: 'the tab shows plans',
  taskDone: 'it is done',
  upgradeManually: 'upgrade manually',
  choosePlan: 'choose Microsoft 365 E3',
  splitPeople: 'Adele Vance to Microsoft 365 E5, the rest to Microsoft 365 E3',
  acknowledge: 'understood',
  schedule: 'schedule 2026-12-05 22:00',
  unschedule: 'unschedule',
  startNow: 'start now',
  useSubscription: 'use 1',
  buyNew: 'buy new',
  buyMore: 'buy more',
  buyByHand: 'buy by hand',
  updateCart: 'quantity 30',
  goToCheckout: 'go to checkout',
  changeSoldTo: 'sold to city: Oslo',
  changeBilledTo: 'billed to city: Oslo',
  changePayment: 'invoice',
  changePayer: 'billing profile 1',
  backToCart: 'cart',
  backToVerify: 'back to step 2',
  placeOrder: 'place order',
  attest: 'attest',
  reassign: 'reassign',
  retryFailed: 'retry failed',
  setLocation: 'usage location Sweden',
  undo: 'undo',
  cancelOld: 'cancel E4',
  keepOld: 'keep E4',
  pause: 'pause',
  resume: 'resume',
  stop: 'stop',
  follow: 'follow',
  unfollow: 'unfollow',
  retry: 'retry',
};
const ways = ['card', 'submit', 'text'] as const;
type Way = (typeof ways)[number];

const { RIGHTS } = process.env;
const isWhole = RIGHTS !== undefined;
const [part = 1, parts = 1] = /^\d+\/\d+$/.test(RIGHTS ?? '') ? (RIGHTS ?? '').split('/').map(Number) : [];

/** One of each sort: a directory role or none; beside a billing account's roles, one that buys otherwise and one that does not. */
const oneOfEach = everyHolding.filter(
  ([role, billing], at) =>
    billing === undefined ||
    (billing === 'noBillingRole' && (role === 'globalAdministrator' || role === 'billingAdministrator')) ||
    (billing !== 'noBillingRole' && at % 7 === 0),
);
const holdings = isWhole ? everyHolding : oneOfEach;
const elsewhere = '7d1f0c55-0000-4000-8000-000000000002';

let bot: BotUnderTest;
beforeAll(async () => {
  bot = await startBot();
});
afterAll(() => bot.close());

/** One person may take sixty turns at a time, and an attempt may be two: after so many it is another who holds the same. */
const turnsOfOne = 25;
const turnsBy = new Map<string, { id: string; turns: number }>();

function person(held: readonly Role[], tenant = tenantId): TeamsPerson {
  const key = keyOf(tenant, ...held);
  let one = turnsBy.get(key);
  if (!one || one.turns >= turnsOfOne) {
    one = { id: randomUUID(), turns: 0 };
    turnsBy.set(key, one);
    bot.roles.set(one.id, held);
  }
  one.turns += 1;
  return bot.teams.person({ tenantId: tenant, aadObjectId: one.id, name: 'Kim' });
}

/** What a card of the run sends with the button. */
function dataOf(verb: Verb, run: Run) {
  const { do: _, address, people: __, ...fields } = commandOf(verb, run, now, diceOf(1)) as Record<string, unknown>;
  return { ...fields, ...(address as object | undefined), runId: run.id, revision: run.revision };
}

async function ask(person: TeamsPerson, verb: Verb, run: Run, way: Way): Promise<void> {
  const data = dataOf(verb, run);
  if (way === 'text') await person.say(words[verb]);
  else if (way === 'submit') await person.send({ type: 'message', value: { ...data, verb } });
  else await person.invoke({ action: { type: 'Action.Execute', verb, data }, trigger: 'manual' });
}

type Attempt = { verb: Verb; held: readonly Role[]; run: Run; way: Way };

const ours = runsToAskOf.map(([, run]): Run => ({ ...run, tenantId }));

/** Every action with every holding; the run and the way are the next of theirs each time. */
function* inTurn(): Iterable<Attempt> {
  let n = 0;
  for (const verb of verbs)
    for (const held of holdings) {
      yield { verb, held, run: ours[n % ours.length] as Run, way: ways[n % ways.length] ?? 'card' };
      n += 1;
    }
}

function* everyOne(): Iterable<Attempt> {
  let n = 0;
  for (const verb of verbs)
    for (const held of holdings)
      for (const run of ours)
        for (const way of ways) {
          n += 1;
          if (n % parts === part % parts) yield { verb, held, run, way };
        }
}

const attempts = isWhole ? everyOne : inTurn;
const timeLimitMs = isWhole ? 3_600_000 : undefined;

const changed = async (run: Run) =>
  JSON.stringify((await bot.upgrades.run(tenantId, run.id))?.state) !== JSON.stringify(run.state);
const label = ({ verb, held, run, way }: Attempt) =>
  `${verb} in ${run.state.is} by ${held.join(' and ') || 'nobody'}, ${way}`;

it(
  'somebody of the tenant is refused exactly where the table does not give it to them, and nothing is changed',
  async () => {
    const wrong: string[] = [];
    const ways = new Set<string>();
    let revision = 0;
    for (const attempt of attempts()) {
      const { verb, held, way } = attempt;
      // What somebody saw never comes back: each run is a later one than any before.
      revision += 10;
      const run = { ...attempt.run, revision };
      const theirs = person(held);
      bot.upgrades.set(run);
      bot.upgrades.commands.length = 0;
      await ask(theirs, verb, run, way);
      const isAllowed = mayHere(verb, run, held);
      // Whoever saw another run last is shown this one by their words first, and says them again; and words that spend ask back.
      for (const words of [undefined, 'yes']) {
        if (way !== 'text' || isAllowed || theirs.card.id === 'refused' || (await changed(run))) break;
        await (words ? theirs.say(words) : ask(theirs, verb, run, 'text'));
      }
      const isTaken = theirs.card.id === 'refused' || bot.upgrades.commands.at(-1)?.command.do === verb;
      // Words that mean nothing in that state are a question, and not an action.
      if (!isTaken && way === 'text') await ask(theirs, verb, run, 'card');
      ways.add(`${verb} ${isTaken ? way : 'card'}`);
      const isRefused = theirs.card.id === 'refused';
      if (isRefused === isAllowed || (isRefused && (await changed(run)))) wrong.push(label(attempt));
    }
    expect(wrong).toEqual([]);
    const untried = verbs.flatMap((verb) => ['card', 'submit'].map((way) => `${verb} ${way}`));
    expect(untried.filter((one) => !ways.has(one))).toEqual([]);
    // The words of one name a purchase in a list that was shown; of the other nothing is asked of the run.
    const withoutWords: Verb[] = ['useSubscription', 'status'];
    expect(verbs.filter((verb) => !withoutWords.includes(verb) && !ways.has(`${verb} text`))).toEqual([]);
  },
  timeLimitMs,
);

it(
  'nobody of another tenant changes anything, or is shown anything of it, whatever they hold at home',
  async () => {
    const wrong: string[] = [];
    let n = 0;
    for (const attempt of attempts()) {
      n += 1;
      // By the card alone, which is the way that names the run.
      if (isWhole ? attempt.way !== 'card' : n % 3 !== 0) continue;
      const { verb, held, run } = attempt;
      const stranger = person(held, elsewhere);
      bot.upgrades.set(run);
      await ask(stranger, verb, run, 'card');
      const { id, text } = stranger.card;
      const isNotTold = id === (may('see', held) ? 'notice' : 'refused') && !text.includes('Contoso');
      if (!isNotTold || (await changed(run))) wrong.push(`${label(attempt)}: ${id}`);
    }
    expect(wrong).toEqual([]);
  },
  timeLimitMs,
);

it('a report is given by its link to those alone to whom the table gives it, when it is opened', async () => {
  const [run] = ours.filter(({ state }) => state.is === 'reassigning') as [Run];
  bot.upgrades.set(run);
  const wrong: unknown[] = [];
  for (const held of holdings) {
    const id = randomUUID();
    bot.roles.set(id, ['globalReader']);
    const theirs = bot.teams.person({ tenantId, aadObjectId: id, name: 'Kim' });
    await theirs.say('report');
    const link = linksOf(theirs.card.card).at(-1) ?? '';
    bot.roles.set(id, held);
    const { status } = await fetch(link);
    if (status !== (mayByTable('a link to a report', held) ? 200 : 403)) wrong.push([held, status]);
  }
  expect(wrong).toEqual([]);
});
