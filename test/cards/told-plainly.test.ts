import { describe, expect, it } from '@jest/globals';
import { newCheckout } from '../../src/upgrade/order/order.js';
import type { Run } from '../../src/upgrade/run/run.js';
import type { Role } from '../../src/upgrade/tenant/roles.js';
import { anOrder, aPayer, aRun, aSource, at, available, now, onAccount, runIn } from '../support/runs.js';
import { cards, elementsOf } from './every-card.js';
import { alex } from './states/viewer.js';

/** Cards that say who pays, what is billed, what Microsoft reports and whom to ask. */

const drawn = (run: Run, more: object = {}, roles: readonly Role[] = alex.roles) =>
  cards.run(run, { ...alex, roles: [...roles] }, { now, ...more }).card;
const textOf = (card: object): string => JSON.stringify(elementsOf(card));
const titlesOf = (card: object, style: string): unknown[] =>
  elementsOf(card)
    .filter((one) => one.style === style && String(one.type).startsWith('Action.'))
    .map(({ title }) => title);

describe('checkout', () => {
  it('has choosing who pays as its primary button, not the order, until that is chosen', () => {
    const payers = [aPayer(), aPayer({ id: 'other', name: 'Fabrikam' })];
    const unchosen = drawn({ ...onAccount(payers), checkout: newCheckout(payers) });
    expect(titlesOf(unchosen, 'positive')).toContain('Choose');
    expect(titlesOf(unchosen, 'positive')).not.toContain('Place order');
    expect(titlesOf(drawn(onAccount([aPayer()])), 'positive')).toContain('Place order');
  });
});

describe('an order at a chosen time', () => {
  it('is paid by the invoice of the partner where one sells it', () => {
    const run = { ...runIn.scheduled(), commerce: 'partner-center' as const };
    expect(textOf(drawn(run))).toContain('Invoice from your partner');
  });
});

describe('an upgrade that was stopped after buying', () => {
  const stopped = { is: 'stopped' as const, at, by: { id: 'alex', name: 'Alex Wilber' } };
  it('says that both plans are billed, and that what was bought can be used', () => {
    const text = textOf(drawn({ ...runIn.manualCancel(), state: stopped }));
    expect(text).toContain('Office 365 E4 is still billed too.');
    expect(text).toContain('and use what was bought');
    const order = anOrder({ outcome: 'completed' });
    expect(textOf(drawn(aRun({ path: 'automatic', order, state: stopped })))).not.toContain('is still billed too');
  });
});

describe('incidents', () => {
  it('are told with each title in quotes', () => {
    const titles = ['Users may be unable to send mail', 'Slow sign-in'];
    const warnings = [{ is: 'incidents' as const, titles }];
    const assessment = { ...available({ source: aSource() }), warnings };
    expect(textOf(drawn({ ...aRun(), assessment } as Run))).toContain(
      'trouble with services in your plan: “Users may be unable to send mail” and “Slow sign-in”.',
    );
  });
});

describe('a step for which nobody has the role', () => {
  it('says who can assign it', () => {
    const nextStep = { permission: 'assign' as const, asked: [], have: [] };
    const text = textOf(drawn(runIn.manualReassign(), { nextStep }, ['globalReader']));
    expect(text).toContain('Global Administrator can also assign one in the admin center');
  });
});
