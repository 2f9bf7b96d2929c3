import { describe, expect, it } from '@jest/globals';
import type { Viewer } from '../../src/teams/cards/viewer.js';
import { readWords } from '../../src/teams/cards/words/texts.js';
import { readAction } from '../../src/teams/conversation/intents/actions.js';
import { createIntents } from '../../src/teams/conversation/intents/intents.js';
import { decide } from '../../src/upgrade/run/decide.js';
import type { Run } from '../../src/upgrade/run/run.js';
import { blockerFacts } from '../../src/upgrade/tenant/blocker-facts.js';
import { aBlocker, aRun, aSource, at, blocked, now } from '../support/runs.js';
import { cards, elementsOf, executesOf, inputsOf, verbsOf } from './every-card.js';
import { alex } from './states/viewer.js';

const intents = createIntents(readWords('src/locales'));
const asking: Run = aRun({
  commerce: 'admin-center',
  assessment: { is: 'askTheAdmin', readAt: at, source: aSource(), warnings: [] },
});
const asked = (viewer: Viewer = alex) => cards.run(asking, viewer, { now });
const choicesOf = (viewer: Viewer, of = 'tab'): { title: string; value: string }[] => {
  const input = inputsOf(asked(viewer).card).find(({ id }) => id === of);
  return input?.choices as { title: string; value: string }[];
};

/** The run after what was pressed or written, decided by the real rules. */
function after(ask: ReturnType<typeof readAction>): Run {
  if (ask.is !== 'command') throw new Error(`not a command: ${JSON.stringify(ask)}`);
  const { command } = ask;
  const actor = { id: 'alex', name: 'Alex Wilber' };
  const decision = decide(asking, { command, actor, roles: alex.roles, revision: 7, now, newKey: () => 'key' });
  if (decision.is !== 'changed') throw new Error(`nothing changed: ${JSON.stringify(decision)}`);
  return decision.run;
}
const press = (inputs: object) =>
  after(readAction({ verb: 'reportTab', data: { runId: 'run-1', revision: 7, ...inputs } }));
const write = (said: string) => after(intents(said, { run: asking, sandbox: false }));
const blockersOf = ({ assessment }: Run) => (assessment.is === 'blocked' ? assessment.blockers : []);
const textOf = (run: Run, viewer: Viewer = alex): string => JSON.stringify(cards.run(run, viewer, { now }).card);

describe.each(['en', 'sv'] as const)('the question what the Upgrade tab shows, in %s', (language) => {
  const viewer = { ...alex, language };
  const messages = choicesOf(viewer, 'says');

  it('asks for plans or a message first, and offers Microsoft’s own sentences that Graph has not ruled out', () => {
    expect(choicesOf(viewer).map(({ value }) => value)).toEqual(['plans', 'message']);
    expect(messages).toHaveLength(8);
    for (const ruledOut of ['MORE_USERS_THAN_LICENSES', 'MULTIPLE_PLANS_SAME_PRODUCT', 'GOV_OR_NONPROFIT'])
      expect(messages.map(({ value }) => value)).not.toContain(ruledOut);
    expect(inputsOf(asked(viewer).card).map((input) => input.id)).toEqual(['tab', 'says', 'message']);
    expect(verbsOf(asked(viewer).card)).toEqual(['reportTab', 'upgradeManually']);
  });

  it.each(messages.map(({ title, value }) => [value, title] as const))('%s is chosen from the list', (id, title) => {
    const run = press({ tab: 'message', says: id, message: '' });
    expect(blockersOf(press({ tab: id, message: '' }))).toEqual(blockersOf(run));
    expect(blockersOf(run)).toEqual([aBlocker(id as 'PREPAID', { is: 'reported', message: '' })]);
    const text = textOf(run, viewer);
    expect(text).toContain(title);
  });

  it.each(messages.map(({ title, value }) => [value, title] as const))(
    '%s is understood when it is written',
    (id, title) => {
      for (const said of [title, `the tab says: ${title}`, `På fliken står ${title}`, title.replaceAll("'", '’')]) {
        const [blocker] = blockersOf(write(said));
        expect(blocker?.id).toBe(id);
      }
      expect(blockersOf(write(title))).toEqual([aBlocker(id as 'PREPAID', { is: 'reported', message: title })]);
    },
  );

  it('leads on to the plans', () => {
    for (const run of [
      press({ tab: 'plans' }),
      write({ en: 'the tab shows plans', sv: 'fliken visar abonnemang' }[language]),
    ])
      expect(cards.run(run, viewer, { now }).id).toBe('upgrade-available');
  });
});

describe('a message that Microsoft does not document', () => {
  const odd = 'Upgrades are closed on [Fridays](http://evil).';
  const kept = [aBlocker('UNKNOWN_MESSAGE', { is: 'reported', message: odd })];

  it('is kept as it was written, whichever way it came', () => {
    expect(blockersOf(press({ tab: 'message', says: '', message: odd }))).toEqual(kept);
    expect(blockersOf(press({ tab: '', message: odd }))).toEqual(kept);
    expect(intents(odd, { run: asking, sandbox: false })).toEqual({ is: 'noAnswer', orTab: true });
    expect(intents(`It says ${odd}`, { run: asking, sandbox: false })).toEqual({ is: 'noAnswer', orTab: true });
    expect(blockersOf(write(`The tab says ${odd}`))).toEqual(kept);
  });

  it('is shown quoted, without becoming a link, with remedy, who and when', () => {
    const texts = elementsOf(cards.run(aRun({ assessment: blocked(kept) }), alex, { now }).card).map((one) => one.text);
    expect(texts).toContain(
      String.raw`An admin told me that the Upgrade tab says: “Upgrades are closed on \[Fridays\](http://evil).”`,
    );
    expect(texts).toContain('Upgrade manually, or contact support.');
    expect(textOf(aRun({ assessment: blocked(kept) }))).toContain('Microsoft support');
  });

  it('is known by its words when it was pasted under “another message”', () => {
    const run = press({ tab: 'UNKNOWN_MESSAGE', message: 'Your subscription has an unpaid balance' });
    expect(blockersOf(run).map(({ id }) => id)).toEqual(['UNPAID_BALANCE']);
  });

  it('can be long, up to 500 characters', () => {
    expect(blockersOf(write(`The tab says ${'long '.repeat(300)}`))).toHaveLength(1);
    expect(
      readAction({ verb: 'reportTab', data: { runId: 'r', revision: 1, tab: '', message: 'x'.repeat(501) } }),
    ).toMatchObject({ is: 'badInput' });
  });
});

describe('the answer', () => {
  it('must be one of those offered', () => {
    for (const inputs of [
      {},
      { tab: '' },
      { tab: 'message' },
      { tab: 'nonsense' },
      { tab: '', message: '   ' },
      { tab: 7 },
    ])
      expect(readAction({ verb: 'reportTab', data: { runId: 'r', revision: 1, ...inputs } })).toMatchObject({
        is: 'badInput',
      });
  });

  it.each([
    'thanks for nothing',
    'temporary issue?? for how long then',
    'how long does it take',
    'What happens to the domains?',
    'hur lång tid tar det',
    'är det säkert att fortsätta',
  ])('is not read into “%s”', (said) => {
    expect(intents(said, { run: asking, sandbox: false })).toEqual({ is: 'noAnswer' });
  });

  it('is not read into words that were written at another time', () => {
    const said = 'Your subscription has an unpaid balance';
    for (const run of [undefined, aRun(), aRun({ state: { is: 'choosingPlan' } })])
      expect(intents(said, { run, sandbox: false })).toEqual({ is: 'noAnswer' });
  });

  it('can be given anew after a message', () => {
    const reported = press({ tab: 'UNPAID_BALANCE' });
    expect(verbsOf(cards.run(reported, alex, { now }).card)).toContain('check');
    expect(blockerFacts.UNPAID_BALANCE.manual).toBe(false);
    expect(intents('the tab shows plans', { run: reported, sandbox: false })).toEqual({
      is: 'command',
      command: { do: 'reportTab', tab: 'plans' },
    });
  });

  it('is asked only of those who may give it', () => {
    const { card } = asked({ ...alex, roles: ['globalReader'] });
    expect(inputsOf(card)).toEqual([]);
    expect(executesOf(card)).toEqual([]);
  });
});
