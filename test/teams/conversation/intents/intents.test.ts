import { describe, expect, it } from '@jest/globals';
import { readWords } from '../../../../src/teams/cards/words/texts.js';
import { createIntents } from '../../../../src/teams/conversation/intents/intents.js';
import { aRun, aSource, available, runIn } from '../../../support/runs.js';

const read = createIntents(readWords('src/locales'));
const somewhere = { run: aRun(), sandbox: false };
const command = (fields: object) => ({ is: 'command', command: fields });

describe('what a person writes', () => {
  it.each([
    ['upgrade', { do: 'check' }],
    ['UPPGRADERA', { do: 'check' }],
    ['  status ', { do: 'status' }],
    ['<at>Upgrade Assistant</at> status', { do: 'status' }],
    ['<p><at id="0">Bot</at>&nbsp;<b>stop</b></p>', { do: 'stop' }],
    ['Stoppa!', { do: 'stop' }],
    ['understood', { do: 'acknowledge', understood: true }],
    ['förstått', { do: 'acknowledge', understood: true }],
    ['quantity 30', { do: 'updateCart', quantity: 30 }],
    ['antal 1 200', { do: 'updateCart', quantity: 1200 }],
    ['monthly', { do: 'updateCart', billingCycle: 'monthly' }],
    ['årsvis', { do: 'updateCart', billingCycle: 'annual' }],
    ['card', { do: 'changePayment', payment: 'card' }],
    ['såld till ort: Malmö', { do: 'changeSoldTo', address: { city: 'Malmö' } }],
    ['faktura', { do: 'changePayment', payment: 'invoice' }],
    ['sold to city: Oslo; postal code: 0150', { do: 'changeSoldTo', address: { city: 'Oslo', postalCode: '0150' } }],
    ['order', { do: 'placeOrder' }],
    ['beställ', { do: 'placeOrder' }],
    ['reassign', { do: 'reassign', pilot: 0 }],
    ['move everyone', { do: 'reassign', pilot: 0 }],
    ['flytta alla', { do: 'reassign', pilot: 0 }],
    ['move everyone back', { do: 'undo' }],
    ['Flytta alla tillbaka', { do: 'undo' }],
    ['alle zurückverschieben', { do: 'undo' }],
    ['tell me too', { do: 'follow' }],
    ['don’t tell me', { do: 'unfollow' }],
    ["don't tell me", { do: 'unfollow' }],
    ['I’ve read this', { do: 'acknowledge', understood: true }],
    ['I have read it', { do: 'acknowledge', understood: true }],
    ['jag har läst det här', { do: 'acknowledge', understood: true }],
    ['ich habe das gelesen', { do: 'acknowledge', understood: true }],
    ['pilot 5', { do: 'reassign', pilot: 5 }],
    ['done', { do: 'taskDone' }],
    ['Next', { do: 'taskDone' }],
    ['klart!', { do: 'taskDone' }],
    ['nästa', { do: 'taskDone' }],
    ['the tab lists plans', { do: 'reportTab', tab: 'plans' }],
    ['cancel E4', { do: 'cancelOld', confirm: true }],
    ['avsluta e4', { do: 'cancelOld', confirm: true }],
    ['Microsoft 365 E5', { do: 'choosePlan', plan: 'SPE_E5' }],
    ['spe_e3', { do: 'choosePlan', plan: 'SPE_E3' }],
    ['choose 2', { do: 'choosePlan', plan: 'SPE_E5' }],
    ['2', { do: 'choosePlan', plan: 'SPE_E5' }],
    ['stop it', { do: 'stop' }],
    ['Hej, stoppa tack', { do: 'stop' }],
    ['please cancel E4', { do: 'cancelOld', confirm: true }],
  ])('"%s" is understood', (said, expected) => {
    expect(read(said, somewhere)).toEqual(command(expected));
  });

  it.each([
    ['help', { is: 'help' }],
    ['hjälp', { is: 'help' }],
    ['historik', { is: 'history' }],
    ['hej', { is: 'welcome' }],
    ['', { is: 'welcome' }],
    ['jämför', { is: 'comparePlans' }],
    ['cancel', { is: 'endSomething' }],
    ['avsluta', { is: 'endSomething' }],
    ['yes please', { is: 'yes' }],
    ['Nej tack!', { is: 'no' }],
    ['thank you', { is: 'thanks' }],
    ['Hi, thanks', { is: 'welcome' }],
    ['hm...', { is: 'remark' }],
    ['Fint!', { is: 'remark' }],
    ['ok, perfekt', { is: 'remark' }],
    ['Verstehe.', { is: 'remark' }],
    ['Great, help', { is: 'noAnswer' }],
    ['ok hello', { is: 'welcome' }],
    ['language sv', { is: 'language', language: 'sv' }],
    ['språk engelska', { is: 'language', language: 'en' }],
    ['language klingon', { is: 'language', language: undefined }],
  ])('"%s" is understood outside a run', (said, expected) => {
    expect(read(said, { run: undefined, sandbox: false })).toEqual(expected);
  });

  it.each([
    'do not cancel E4',
    'should I stop the upgrade',
    'what happens if I order now',
    'order pizza',
    'reassign everyone tomorrow',
    'move everyone but Kim',
    'don’t tell me it is over',
    'quantity many',
    'quantity -3',
    'choose 9',
    'the tab says',
    'done with it',
    'constructor',
    '__proto__',
  ])('"%s" does nothing', (said) => {
    expect(read(said, somewhere)).toEqual({ is: 'noAnswer' });
  });

  it.each([
    ['choose 2', 'beforeYouBegin'],
    ['välj 2', 'cart'],
  ] as const)(
    '"%s" means the plan of that number also beside the list that is looked at from elsewhere: %s',
    (said, state) => {
      expect(read(said, { run: runIn[state](), sandbox: false })).toEqual(
        command({ do: 'choosePlan', plan: 'SPE_E5' }),
      );
      expect(read('2', { run: runIn[state](), sandbox: false })).not.toEqual(
        command({ do: 'choosePlan', plan: 'SPE_E5' }),
      );
    },
  );

  it('means a plan by its number in the list the card shows', () => {
    const run = aRun({ assessment: available({ plans: ['SPE_E3', 'ENTERPRISEPACK'] }) });
    expect(read('2', { run, sandbox: false })).toEqual(command({ do: 'choosePlan', plan: 'ENTERPRISEPACK' }));
    expect(read('2', { run: runIn.cart(), sandbox: false })).toEqual({ is: 'noAnswer' });
  });

  it('means an owned subscription by its number', () => {
    const owned = [{ subscriptionId: 'owned-1', sku: 'SPE_E5', seats: 30, free: 30 }];
    const run = aRun({ assessment: available({ source: aSource({ owned }) }) });
    expect(read('use 1', { run, sandbox: false })).toEqual(command({ do: 'useSubscription', subscription: 'owned-1' }));
    expect(read('use 2', { run, sandbox: false })).toEqual({ is: 'noAnswer' });
    const accepted = command({ do: 'useSubscription', subscription: 'owned-1', accept: true });
    for (const said of ['use 1 anyway', 'Använd 1 ändå', 'use 1 all the same.'])
      expect(read(said, { run, sandbox: false })).toEqual(accepted);
    expect(read('use 1 tomorrow', { run, sandbox: false })).toEqual({ is: 'noAnswer' });
  });

  it.each([
    ['practice', { is: 'scenarios' }],
    ['öva', { is: 'scenarios' }],
    ['practice Northwind', { is: 'useScenario', scenario: 'northwind' }],
    ['wait 2 days', { is: 'advance', duration: 'PT172800S' }],
    ['vänta 2 dagar', { is: 'advance', duration: 'PT172800S' }],
    ['wait 1 hour', { is: 'advance', duration: 'PT3600S' }],
    ['vänta 20 minuter', { is: 'advance', duration: 'PT1200S' }],
  ])('"%s" is understood in the practice cloud alone', (said, expected) => {
    expect(read(said, { run: undefined, sandbox: true })).toEqual(expected);
    expect(read(said, { run: undefined, sandbox: false })).toEqual({ is: 'noAnswer' });
  });
});

describe('a question', () => {
  it.each([
    ['cancel E4?', runIn.manualCancel()],
    ['Avsluta E4?', runIn.manualCancel()],
    ['order?', runIn.checkout()],
    ['Beställ ?', runIn.checkout()],
    ['reassign?', runIn.manualReassign()],
    ['undo?', runIn.manualReassign()],
    ['stop?', runIn.cart()],
    ['keep?', runIn.manualCancel()],
    ['Microsoft 365 E5?', runIn.choosingPlan()],
    ['choose 1?', runIn.choosingPlan()],
    ['quantity 30?', runIn.cart()],
    ['it says what?', aRun({ commerce: 'admin-center' })],
  ] as const)('"%s" changes nothing', (said, run) => {
    expect(read(said, { run, sandbox: false })).toEqual({ is: 'noAnswer' });
  });

  it.each(['check?', 'status?', 'follow?'])('"%s" is answered by looking', (said) => {
    expect(read(said, { run: runIn.cart(), sandbox: false }).is).toBe('command');
  });
});

describe('a pilot by name', () => {
  const ready = { run: runIn.manualReassign(), sandbox: false };

  it.each([
    ['pilot Adele Vance, Megan Bowen', 'Adele Vance, Megan Bowen'],
    ['Pilot: adele@contoso.com.', 'adele@contoso.com'],
  ])('"%s" names people where they can be moved', (said, people) => {
    expect(read(said, ready)).toEqual(command({ do: 'reassign', pilot: 0, people }));
  });

  it.each(['pilot', 'pilot -1', 'pilot group or everyone?'])('"%s" names nobody', (said) => {
    expect(read(said, ready)).toEqual({ is: 'noAnswer' });
  });

  it('is a question where nobody can be moved', () => {
    expect(read('pilot Adele Vance', somewhere)).toEqual({ is: 'noAnswer' });
  });

  it.each(['undo', 'Ångra', 'move back', 'flytta tillbaka'])('"%s" moves everyone back', (said) => {
    expect(read(said, ready)).toEqual(command({ do: 'undo' }));
  });
});

describe('going on from trouble', () => {
  const troubled = (resume: object) => {
    const run = runIn.needsAttention();
    return { ...somewhere, run: { ...run, state: { ...run.state, resume } as typeof run.state } };
  };
  const sent = runIn.ordering().state;

  it.each([
    ['back to checkout', { is: 'checkout' }],
    ['zur Kasse', { is: 'checkout' }],
    ['tillbaka till steg 3', { is: 'manualReassign' }],
    ['check again', { ...sent, sent: true }],
    ['kontrollera ordern', { ...sent, sent: true }],
  ])('is said as its button says it: %s', (said, resume) => {
    expect(read(said, troubled(resume))).toEqual(command({ do: 'retry' }));
  });

  it.each([
    ['check again', { ...sent, sent: false, doubtedAt: null }, { do: 'check' }],
    ['checkout', { ...sent, sent: false, doubtedAt: null }, { do: 'goToCheckout' }],
  ])('sends nothing again by the same words where its button says something else: %s', (said, resume, meant) => {
    expect(read(said, troubled(resume))).toEqual(command(meant));
  });
});
