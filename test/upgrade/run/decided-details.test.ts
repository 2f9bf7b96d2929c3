import { describe, expect, it } from '@jest/globals';
import type { Commerce } from '../../../src/upgrade/ports.js';
import { advance } from '../../../src/upgrade/run/advance.js';
import type { Command } from '../../../src/upgrade/run/commands.js';
import { decide } from '../../../src/upgrade/run/decide.js';
import type { Run } from '../../../src/upgrade/run/run.js';
import {
  aBlocker,
  aFailure,
  aRun,
  available,
  blocked,
  guided,
  now,
  onAccount,
  runIn,
  someWork,
} from '../../support/runs.js';

/** What is written down of a decision beside its name, and what is refused with its reason. */

function ask(run: Run, command: Command) {
  const alex = { actor: { id: 'alex', name: 'Alex Wilber' }, roles: ['globalAdministrator'] as const };
  return decide(run, { ...alex, revision: run.revision, command, now, newKey: () => 'key' });
}

function changed(run: Run, command: Command): Run {
  const decision = ask(run, command);
  if (decision.is !== 'changed') throw new Error(`nothing came of it: ${JSON.stringify(decision)}`);
  return decision.run;
}

const refusalOf = (run: Run, command: Command) => {
  const decision = ask(run, command);
  return decision.is === 'unchanged' ? decision.refusal?.why : decision.is;
};

const understood: Command = { do: 'acknowledge', understood: true };
const guidedFrom: Run = { ...runIn.beforeYouBegin(), commerce: 'admin-center' };
const reads = (assessment: Run['assessment'], commerce: Commerce['form'] = 'admin-center') =>
  aRun({ commerce, assessment });
const trial = { is: 'reported', message: 'A trial.' } as const;
const failures = Array.from({ length: 25 }, (_, n) => aFailure({ id: `person-${n}` }));
const unlocated: Run = { ...runIn.manualReassign(), reassign: someWork({ failures }) };
const locate = (people?: string[]) => ({ do: 'setLocation', country: 'SE', ...(people && { people }) }) as Command;
const beside = { plan: 'TEAMS_ENTERPRISE', quantity: 7, needed: 7 };
const withTwo = (run: Run): Run => ({ ...run, cart: run.cart && { ...run.cart, beside } }) as Run;

describe('the audit', () => {
  it.each<[string, Run, Command, object]>([
    ['the plan', runIn.beforeYouBegin(), understood, { plan: 'ENTERPRISEPREMIUM' }],
    ['the plan, in guided steps too', guidedFrom, understood, { plan: 'ENTERPRISEPREMIUM' }],
    ['what the tab shows', reads(available()), { do: 'reportTab', tab: 'TRIAL' }, { tab: 'TRIAL' }],
    ['how many a pilot is of', runIn.manualReassign(), { do: 'reassign', pilot: 2 }, { pilot: 2 }],
    ['the country, and for how many', unlocated, locate(['person-3']), { country: 'SE', people: 1 }],
    ['how it is paid', onAccount(), { do: 'changePayment', payment: 'card' }, { payment: 'card' }],
    [
      'how many of both products',
      withTwo(runIn.cart()),
      { do: 'goToCheckout', quantityBeside: 9 },
      { beside: 'TEAMS_ENTERPRISE', quantityBeside: 9 },
    ],
  ])('keeps %s', (_, run, command, details) => {
    expect(changed(run, command).audit.at(-1)).toMatchObject({ what: command.do, details });
  });

  it('keeps that recurring billing was turned off, before the end', () => {
    const run = guided('cancel', {}, { notCancelled: true } as never);
    const audit = changed(run, { do: 'taskDone', renewal: 'off' }).audit;
    expect(audit.some(({ what, details }) => what === 'taskDone' && details.renewal === 'off')).toBe(true);
  });
});

describe('the audit of what Microsoft did', () => {
  it('keeps the key of the order that was taken', () => {
    const ordered = runIn.ordering();
    const { audit } = advance(ordered, { found: 'order', status: { is: 'inProgress' } }, now);
    expect(audit.at(-1)).toMatchObject({ what: 'orderTaken', details: { key: ordered.order?.key } });
  });

  it('keeps what was restored, for whom not, and which groups were moved', () => {
    const work = someWork({ done: 20, failures: [aFailure()], failuresUnlisted: 2 });
    const old = { active: [], runningOut: [], ended: ['old-1'], converted: [], unclear: [] };
    const left = { moved: 3, holding: { users: 0, groups: 0, counted: 0 }, inError: 0, mayNotReprocess: false, old };
    const { audit } = advance(runIn.restoring(), { found: 'restored', work, left }, now);
    expect(audit.at(-1)).toMatchObject({ details: { restored: 20, failed: 3, groups: 3 } });
  });
});

describe('what the tab shows', () => {
  it.each<[string, Run, string]>([
    ['where the commerce tells it', reads(available(), 'partner-center'), 'notNow'],
    ['where Graph shows something in the way', reads(blocked([aBlocker('TRIAL')])), 'notNow'],
    ['where it was told before', reads(blocked([aBlocker('TRIAL', trial)])), 'changed'],
  ])('can be told or not: %s', (_, run, is) => {
    expect(refusalOf(run, { do: 'reportTab', tab: 'plans' })).toBe(is);
  });

  it('is not waited for, as only an admin sees it go; what Graph shows is', () => {
    const watched = aBlocker('OTHER_UPGRADE_OR_CREDIT_CHECK_PENDING', trial);
    expect(refusalOf(reads(blocked([watched])), { do: 'watch' })).toBe('notByApi');
    const seen = aBlocker('OTHER_UPGRADE_OR_CREDIT_CHECK_PENDING');
    expect(refusalOf(reads(blocked([seen])), { do: 'watch' })).toBe('changed');
  });
});

describe('a date', () => {
  it.each(['2026-03-09 or so', '2026-03', 'on 2026-03-09', '2026-02-30'])('is refused as it is written: %s', (date) => {
    const command: Command = { do: 'schedule', date, time: '22:00', timeZone: 'UTC' };
    expect(refusalOf(runIn.cart(), command)).toBe('dateInvalid');
  });
});

describe('a usage location', () => {
  it('is set for the first twenty where nobody is named, and for nobody who needs none', () => {
    expect(changed(unlocated, locate()).audit.at(-1)).toMatchObject({ details: { people: 20 } });
    for (const people of [[], ['megan'], ['person-1', 'megan']])
      expect(refusalOf(unlocated, locate(people))).toBe('nobodyToLocate');
    expect(refusalOf({ ...unlocated, reassign: null }, locate())).toBe('nobodyToLocate');
  });
});

describe('addresses at checkout', () => {
  it('are changed where the commerce lets them be, and else refused with the reason', () => {
    const change = { do: 'changeSoldTo', address: { city: 'Oslo' } } as const;
    expect(refusalOf(runIn.checkout(), change)).toBe('changed');
    expect(refusalOf(onAccount(), change)).toBe('notByApi');
  });
});
