import { describe, expect, it } from '@jest/globals';
import { readWords } from '../../src/teams/cards/words/texts.js';
import { readAction } from '../../src/teams/conversation/intents/actions.js';
import type { Ask } from '../../src/teams/conversation/intents/ask.js';
import { createIntents } from '../../src/teams/conversation/intents/intents.js';
import { canTake } from '../../src/upgrade/plans/suites.js';
import { decide } from '../../src/upgrade/run/decide.js';
import type { Run } from '../../src/upgrade/run/run.js';
import { now } from '../support/runs.js';
import { cards, elementsOf, executesOf } from './every-card.js';
import { otherPlans } from './states/other-plans.js';
import { alex } from './states/viewer.js';

/** The question about a plan that Microsoft does not name as a way on: what a card offers is what the rules accept. */

const intents = createIntents(readWords('src/locales'));
const runOf = (name: string): Run => {
  const state = otherPlans.find((one) => one.name === name);
  if (!state) throw new Error(`no state "${name}"`);
  return state.run;
};

function decided(run: Run, ask: Ask): ReturnType<typeof decide> {
  if (ask.is !== 'command') throw new Error(`not a command: ${JSON.stringify(ask)}`);
  const actor = { id: 'alex', name: 'Alex Wilber' };
  const { revision } = run;
  return decide(run, { command: ask.command, actor, roles: alex.roles, revision, now, newKey: () => 'key' });
}

const questions = ['owned without Teams', 'bought without Teams instead', 'bought several instead'];

describe.each(['en', 'sv'] as const)('the question about another plan, in %s', (language) => {
  const viewer = { ...alex, language };
  const drawn = (run: Run) => cards.run(run, viewer, { now }).card;
  const textsOf = (run: Run): string[] =>
    elementsOf(drawn(run)).flatMap(({ text }) => (typeof text === 'string' ? text : []));
  const buttonsOf = (run: Run) => executesOf(drawn(run)).filter(({ verb }) => verb === 'useSubscription');

  it.each(questions)('in "%s" has only buttons that work at once: who presses has read what is to be known', (name) => {
    const run = runOf(name);
    const buttons = buttonsOf(run);
    expect(buttons.length).toBeGreaterThan(0);
    for (const { verb, data } of buttons)
      expect(decided(run, readAction({ verb, data }))).toMatchObject({
        is: 'changed',
        run: { state: { is: 'manualVerify' } },
      });
  });

  it.each(questions)('in "%s" takes by words what it takes by buttons, number by number, and asks first', (name) => {
    const run = runOf(name);
    const numbered = textsOf(run).flatMap((text) => /^(\d+) · /.exec(text)?.[1] ?? []);
    const [use, anyway] = language === 'en' ? ['use', 'anyway'] : ['använd', 'ändå'];
    const taken = numbered.flatMap((number) => {
      expect(decided(run, intents(`${use} ${number}`, { run, sandbox: false }))).toMatchObject({ is: 'unchanged' });
      const decision = decided(run, intents(`${use} ${number} ${anyway}`, { run, sandbox: false }));
      return decision.is === 'changed' ? decision.run.useSubscriptionId : [];
    });
    expect(taken).toEqual(buttonsOf(run).map(({ data }) => (data as { subscription: string }).subscription));
  });

  it('names the Teams that is sold beside the plan: another in Europe than elsewhere', () => {
    const text = textsOf(runOf('bought several instead')).join('\n');
    expect(text).toMatch(
      /Microsoft 365 E5 \(no Teams\) (comes without|innehåller inte) Microsoft Teams.*Microsoft Teams Enterprise[ :]/,
    );
    expect(text).toMatch(
      /Office 365 E3 EEA \(no Teams\) (comes without|innehåller inte) Microsoft Teams.*Microsoft Teams EEA[ :]/,
    );
  });

  it('says of one that has Teams what else it lacks, and nothing of Teams', () => {
    const lines = textsOf(runOf('ordered another on the tab')).filter((text) => text.includes('Microsoft 365 E7'));
    expect(lines.join('\n')).toMatch(/Skype for Business/);
    expect(lines.join('\n')).not.toMatch(/comes without|innehåller inte/);
  });

  it('warns against ordering again, by the name of the button, where one can be taken', () => {
    const warning = /(don't order again: press “Use this plan”|beställ inte igen: tryck på ”Använd det här”)/;
    const run = runOf('bought several instead');
    expect(textsOf(run).join('\n')).toMatch(warning);
    const { state } = run;
    if (state.is !== 'adminTask') throw new Error('it is in another state');
    const others = state.others.filter((one) => !canTake(one));
    expect(others).not.toEqual([]);
    expect(textsOf({ ...run, state: { ...state, others } }).join('\n')).not.toMatch(warning);
  });

  it('has no button on one that gives less than people depend on, and says why', () => {
    const run = runOf('bought several instead');
    expect(textsOf(run).join('\n')).toMatch(/(can't take over from|kan inte ta över efter) Office 365 E4/);
    expect(JSON.stringify(buttonsOf(run))).not.toContain('bought-4');
  });

  it('says what happens when licenses end once, however many of them will not last', () => {
    const said = textsOf(runOf('owned without Teams')).filter((text) =>
      /^(When such licenses|När sådana licenser)/.test(text),
    );
    expect(said).toHaveLength(1);
  });

  it('is answered before anyone is moved by how many would lose Teams, one and none told apart', () => {
    const said = (name: string) => textsOf(runOf(name)).join('\n');
    expect(said('some would lose Teams')).toMatch(/\b7 (of them had|av dem)/);
    expect(said('one would lose Teams')).toMatch(
      /Assign Microsoft Teams Enterprise to that person|Tilldela Microsoft Teams Enterprise till den personen/,
    );
    expect(said('nobody would lose Teams')).toMatch(
      /everyone who uses it had it from another|alla som använder det också en annan licens/,
    );
  });
});
