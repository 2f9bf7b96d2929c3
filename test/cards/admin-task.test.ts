import { describe, expect, it } from '@jest/globals';
import { createCards } from '../../src/teams/cards/cards.js';
import type { Viewer } from '../../src/teams/cards/viewer.js';
import { type AdminTask, adminTasks } from '../../src/upgrade/run/admin-tasks.js';
import type { Run } from '../../src/upgrade/run/run.js';
import { links } from '../../src/upgrade/tenant/admin-center-links.js';
import { aSource, aSubscription, at, available, guided, now, runIn } from '../support/runs.js';
import { cards, elementsOf, executesOf, inputsOf, verbsOf } from './every-card.js';
import { alex } from './states/viewer.js';

const card = (run: Run, viewer: Viewer = alex) => cards.run(run, viewer, { now }).card;
const textOf = (run: Run, viewer?: Viewer): string =>
  elementsOf(card(run, viewer))
    .flatMap((element) => [element.text, element.title && `${element.title}: ${element.value}`])
    .filter((text) => typeof text === 'string')
    .join('\n');
const urlsOf = (run: Run): unknown[] => elementsOf(card(run)).flatMap((element) => element.url ?? []);
const inLanguage = (language: 'en' | 'sv'): Viewer => ({ ...alex, language });

const sourceOf = (...seats: number[]) =>
  available({
    source: aSource({
      assigned: 0,
      subscriptions: seats.map((count, index) => aSubscription({ id: `e4-${index}`, seats: count })),
    }),
  });

const sourceWith = (...addOns: string[]) => available({ source: aSource({ addOns }) });

describe.each(['en', 'sv'] as const)('a task in the admin center, in %s', (language) => {
  const nextButton = { en: 'Next', sv: 'Nästa' }[language];
  const doneButton = { en: 'Done, please check', sv: 'Klart, kontrollera' }[language];
  const button: Record<AdminTask, string> = {
    openTab: nextButton,
    cart: nextButton,
    checkout: nextButton,
    placeOrder: doneButton,
    buy: doneButton,
    cancel: doneButton,
  };

  it.each(adminTasks)('offers the word that its button has: %s', (task) => {
    const word = { en: { done: 'done', next: 'next' }, sv: { done: 'klart', next: 'nästa' } }[language];
    const offered = button[task] === nextButton ? word.next : word.done;
    expect(textOf(guided(task), inLanguage(language))).toMatch(new RegExp(`(also write|också skriva): ${offered} ·`));
  });

  it.each(adminTasks)('%s begins with its button, and stopping comes last', (task) => {
    const shown = card(guided(task), inLanguage(language));
    const otherwise = task === 'cancel' ? ['taskDone'] : [];
    expect(verbsOf(shown)).toEqual(['taskDone', ...otherwise, 'status', 'stop']);
    expect(executesOf(shown)[0]?.title).toBe(button[task]);
    expect(inputsOf(shown)).toEqual([]);
  });

  it.each(adminTasks)('%s says what to do in its heading, and which step it is', (task) => {
    const titles = adminTasks.map((one) => cards.run(guided(one), inLanguage(language), { now }).summary);
    expect(new Set(titles).size).toBe(adminTasks.length);
    expect(textOf(guided(task), inLanguage(language))).toMatch(/(Step \d of \d|Steg \d av \d): /);
  });

  it.each(adminTasks)('%s numbers its clicks from 1', (task) => {
    const numbers = elementsOf(card(guided(task), inLanguage(language)))
      .map((element) => element.text)
      .filter((text) => /^\d$/.test(String(text)));
    expect(numbers).toEqual(numbers.map((_, index) => String(index + 1)));
    expect(numbers.length).toBeGreaterThan(1);
  });
});

describe('the guide', () => {
  const noApi = 'For this agreement Microsoft has no API for buying.';
  it.each([
    ['admin-center', null, noApi],
    ['partner-center', { is: 'byHand', because: 'notSold' }, "Partner Center doesn't sell Office 365 E5"],
    ['billing-account', { is: 'byHand', because: 'needsPerson' }, 'only from a person who is signed in'],
  ] as const)('says of %s why it is bought by hand, and nothing else', (commerce, offer, why) => {
    const text = textOf(guided('buy', { commerce, offer }));
    expect(text).toContain(why);
    expect(text.includes(noApi)).toBe(why === noApi);
  });

  it('names the admin center’s buttons in the viewer’s language, and the newer names', () => {
    expect(textOf(guided('openTab'))).toContain('**Upgrade** tab');
    expect(textOf(guided('openTab'))).toContain('View upgrades recommended for your org');
    expect(textOf(guided('openTab'), inLanguage('sv'))).toContain('fliken **Uppgradera**');
    expect(textOf(guided('openTab'), inLanguage('sv'))).toContain('View upgrades recommended for your org');
    expect(textOf(guided('openTab', { commerce: 'billing-account' }))).toContain(
      'Change to a different subscription option',
    );
    expect(textOf(guided('checkout'), inLanguage('sv'))).toContain('**Såld till**, **Faktureras till**');
    expect(textOf(guided('buy'))).toMatch(/Purchase services.*Marketplace/);
  });

  it('links to the page where it is done', () => {
    expect(urlsOf(guided('openTab'))).toEqual([links.yourProducts]);
    expect(urlsOf(guided('buy'))).toEqual([links.purchaseServices]);
    expect(urlsOf(guided('cancel'))).toEqual([links.yourProducts]);
    expect(urlsOf(guided('cancel', { assessment: sourceOf(300) }))).toEqual([links.yourProducts, links.support]);
  });

  it('links to the practice tenant’s own pages in practice', () => {
    const practice = createCards({
      templatesDir: 'cards',
      localesDir: 'src/locales',
      adminCenter: (tenant, page, language) => `http://127.0.0.1:3980/admin-center/${tenant}/${page}?lang=${language}`,
    });
    const shown = practice.run(guided('openTab'), inLanguage('sv'), { now }).card;
    expect(elementsOf(shown).flatMap((element) => element.url ?? [])).toEqual([
      'http://127.0.0.1:3980/admin-center/contoso/yourProducts?lang=sv',
    ]);
  });

  it('says what to type in, and why', () => {
    const run = guided('cart', { assessment: available({ source: aSource({ seats: 40, assigned: 31 }) }) });
    const text = textOf({
      ...run,
      cart: { billingCycle: 'monthly', term: 'P1Y', quantity: 40, addOnsKept: [], addOnsRemoved: [] },
    });
    expect(text).toContain('Plan: Office 365 E5');
    expect(text).toMatch(/Licenses: 40: .*40 licenses, 31 assigned/);
    expect(text).toContain('Billing cycle: Monthly or annual: you choose');
  });

  it('names the add-ons that stay and those that go', () => {
    const cart = {
      billingCycle: 'monthly',
      term: 'P1Y',
      quantity: 25,
      addOnsKept: ['SHAREPOINTSTORAGE'],
      addOnsRemoved: ['MCOMEETADV'],
    } as const;
    const text = textOf(
      guided('cart', { cart: { ...cart, addOnsKept: [...cart.addOnsKept], addOnsRemoved: [...cart.addOnsRemoved] } }),
    );
    expect(text).toMatch(/stay: Office 365 Extra File Storage/);
    expect(text).toMatch(/go, because the new plan includes them: .*Audio Conferencing/);
  });

  it('says where the order cannot be called back, and that only it shows in Graph', () => {
    expect(textOf(guided('placeOrder'))).toContain("can't take it back from here");
    expect(textOf(guided('placeOrder'))).toContain('Only from this step on can I see in Microsoft Graph');
    expect(textOf(guided('placeOrder'))).toMatch(/^What happens then\nMicrosoft then sets up/m);
    expect(textOf(guided('cart'))).toContain('leaves no trace that I can read');
  });

  it('says what to press and to write where the plan is not on the tab', () => {
    expect(textOf(guided('openTab'))).toContain("isn't listed, press “Stop”, then write “check”");
  });

  it('explains a number beyond the least as what was chosen, and the least by what asks for it', () => {
    const licenses = (quantity: number) => {
      const cart = { billingCycle: 'monthly', term: 'P1Y', quantity, addOnsKept: [], addOnsRemoved: [] } as const;
      const chosen = { cart: { ...cart, addOnsKept: [], addOnsRemoved: [] } };
      return textOf(guided('buy', chosen)).match(/^Licenses: .*$/m)?.[0];
    };
    expect(licenses(25)).toMatch(/^Licenses: 25: Office 365 E4 has 25 licenses/);
    expect(licenses(30)).toMatch(/^Licenses: 30, as you chose. At least 25: Office 365 E4 has 25 licenses/);
  });

  it('tells to buy only those add-ons that the new plan does not have in it', () => {
    const assessment = sourceWith('SHAREPOINTSTORAGE', 'MCOEV');
    const text = textOf(guided('buy', { assessment, plan: 'SPE_E5' }));
    expect(text).toMatch(/don't come along: Office 365 Extra File Storage\./);
    expect(textOf(guided('buy', { assessment: sourceWith('MCOEV'), plan: 'SPE_E5' }))).not.toContain('come along');
  });

  it('buys the missing licenses on the subscription that is owned', () => {
    const text = textOf(guided('buy', { seatsToBuy: 5 }));
    expect(text).toContain('Buy 5 more licenses of Office 365 E5');
    expect(text).toContain('Add/Remove licenses');
    expect(text).not.toContain('Purchase services');
  });
});

describe('canceling by hand', () => {
  it('is simple at 25 licenses', () => {
    const text = textOf(guided('cancel', { assessment: sourceOf(25) }));
    expect(text).toContain('and this one does');
    expect(text).not.toContain('Remove licenses');
    expect(text).toContain('**Subscription and payment settings**');
    expect(text).toContain('More actions (…)');
  });

  it('begins by reducing the licenses at 26, with the number that stands there', () => {
    const text = textOf(guided('cancel', { assessment: sourceOf(26) }));
    expect(text).toContain('This one has 26');
    expect(text).toContain('Remove licenses');
    expect(text).toContain('call support');
  });

  it('says of several what each of them has', () => {
    expect(textOf(guided('cancel', { assessment: sourceOf(300, 60) }))).toContain(
      'Yours have 300 and 60 licenses, so reduce each first',
    );
    expect(textOf(guided('cancel', { assessment: sourceOf(10, 20) }))).toContain('each of these does');
  });

  it('tells of add-ons before the first click, and not that all is safe', () => {
    const text = textOf(guided('cancel', { assessment: sourceWith('SHAREPOINTSTORAGE') }));
    const addOns = text.indexOf('Add-ons attached to Office 365 E4 end with it');
    expect(addOns).toBeGreaterThan(0);
    expect(addOns).toBeLessThan(text.indexOf('In the admin center'));
    expect(text).not.toContain('It is safe now');
    expect(textOf(guided('cancel'))).toContain('It is safe now');
  });

  it('says what to do where it is too late before it says to do the same for the next one', () => {
    const text = textOf(guided('cancel', { assessment: sourceOf(10, 20) }));
    expect(text.indexOf('too late to cancel')).toBeLessThan(text.indexOf('Do the same for each'));
  });

  it('shows the word for moving people back that says what it does', () => {
    expect(textOf(guided('cancel'))).toMatch(/You can also write: .*· move back/);
  });

  it('lists every subscription that is left, and no other', () => {
    const assessment = sourceOf(10, 20, 30);
    const text = textOf(guided('cancel', { assessment, cancelled: ['e4-1'] }));
    expect(text).toContain('Office 365 E4, 10 licenses');
    expect(text).not.toContain('Office 365 E4, 20 licenses');
    expect(text).toContain('Office 365 E4, 30 licenses');
    expect(text).toContain('Do the same for each');
  });

  it('says what it does and that it cannot be undone', () => {
    const text = textOf(
      guided('cancel', { assessment: available({ source: aSource({ addOns: ['SHAREPOINTSTORAGE'] }) }) }),
    );
    expect(text).toContain("can't undo it from here");
    expect(text).toContain('up to 90 days');
    expect(text).toMatch(/Add-ons attached to Office 365 E4 end with it: Office 365 Extra File Storage/);
  });

  it('cannot be exchanged for keeping the old plan', () => {
    expect(verbsOf(card(guided('cancel')))).not.toContain('keepOld');
  });
});

describe('what the bot looks for', () => {
  const later = '2026-03-04T10:31:00Z';

  it('is said with the time of the next check', () => {
    expect(textOf(guided('buy', {}, { nextAt: later }))).toMatch(/Next check: Mar 4, 2026, 11:31/);
    expect(textOf(guided('buy', {}, { nextAt: '2026-03-04T09:30:05Z' }))).toContain('Next check: in a moment.');
    expect(textOf(guided('buy', {}, { nextAt: at }))).toContain('I keep checking whether it is done.');
  });

  it('is said first where it was said to be done, and the button for that is no longer the one to press', () => {
    const styleOf = (run: Run) => executesOf(card(run))[0]?.style;
    const looking = "I'm checking whether Microsoft Graph shows a new Office 365 E5 subscription.";
    const said = guided('buy', {}, { nextAt: at, saidDone: true });
    const text = textOf(said);
    expect(text).toContain(looking);
    expect(text.indexOf(looking)).toBeLessThan(text.indexOf('In the admin center'));
    expect(text).not.toMatch(/Next check|keep checking whether/);
    expect(styleOf(said)).toBe('default');
    expect(textOf(guided('buy'))).not.toContain(looking);
    expect(styleOf(guided('buy'))).toBe('positive');
  });

  it.each([
    ['placeOrder', 'no new Office 365 E5 subscription'],
    ['buy', 'no new Office 365 E5 subscription'],
    ['cancel', 'Office 365 E4 was still active'],
  ] as const)('when %s was said to be done and is not there, is one line with both times', (task, missing) => {
    const text = textOf(guided(task, {}, { notFoundAt: at, nextAt: later }));
    const [line] = text.split('\n').filter((one) => one.startsWith('Checked '));
    expect(line).toContain(missing);
    expect(line).toMatch(/10:30.*some minutes behind.*11:31/);
  });

  it('is not reported as missing while it is being looked for', () => {
    expect(textOf(guided('buy', {}, { notFoundAt: at, saidDone: true }))).not.toContain('Checked ');
  });
});

describe('around the tasks', () => {
  const byHand = (run: Run): Run => ({ ...run, commerce: 'admin-center' });

  it('buying new is offered though there is no API', () => {
    expect(verbsOf(card(byHand(runIn.manualBuy())))).toContain('buyNew');
    expect(verbsOf(card(byHand(runIn.manualVerify())))).toContain('buyMore');
  });

  it('canceling promises a check and a guide, not that the bot does it', () => {
    expect(textOf(byHand(runIn.manualCancel()))).toContain('then show you how');
    expect(textOf(byHand(runIn.cancelling()))).not.toContain('asked Microsoft to cancel');
  });

  it('an order that was perhaps placed by hand is not denied when the run is stopped', () => {
    const state = { is: 'stopped', at, by: { id: 'alex', name: 'Alex Wilber' } } as const;
    expect(textOf({ ...guided('placeOrder'), state })).toContain('An order placed in the admin center still stands.');
    expect(textOf(runIn.stopped())).toContain('Nothing was bought or changed.');
  });

  it('what was bought by hand is not called unbought when the run needs help', () => {
    const trouble = { is: 'denied', needs: null } as const;
    const state = { is: 'needsAttention', since: at, trouble, resume: { is: 'manualVerify' } } as const;
    expect(textOf({ ...guided('buy'), state })).not.toContain('Nothing has been bought');
  });
});
