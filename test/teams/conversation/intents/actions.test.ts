import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { readAction } from '../../../../src/teams/conversation/intents/actions.js';

const on = { runId: 'run-1', revision: 7 };
const press = (verb: string, data: Record<string, unknown> = {}) => readAction({ verb, data: { ...on, ...data } });

describe('what a button sends', () => {
  it.each([
    ['updateCart', { billingCycle: 'annual', quantity: '25' }, { billingCycle: 'annual', quantity: 25 }],
    ['updateCart', { billingCycle: '', quantity: '' }, {}],
    ['updateCart', { quantity: '1 200' }, { quantity: 1200 }],
    ['updateCart', { quantity: '2,5' }, { quantity: 2.5 }],
    ['updateCart', { quantity: 'many' }, { quantity: Number.NaN }],
    ['acknowledge', { understood: 'true' }, { understood: true }],
    ['acknowledge', { understood: 'yes' }, { understood: false }],
    ['acknowledge', {}, { understood: false }],
    ['cancelOld', { confirm: true }, { confirm: true }],
    ['reassign', { pilot: '10' }, { pilot: 10 }],
    ['reassign', {}, { pilot: 0 }],
    ['reassign', { pilot: '3', people: '' }, { pilot: 3 }],
    ['reassign', { pilot: '', people: 'Adele Vance\nMegan' }, { pilot: 0, people: 'Adele Vance\nMegan' }],
    ['changeSoldTo', { soldTo_city: 'Oslo', billedTo_city: 'Bergen', other: 'x' }, { address: { city: 'Oslo' } }],
    ['changeBilledTo', { city: 'Oslo' }, { address: { city: 'Oslo' } }],
    ['taskDone', { extra: 1 }, {}],
    ['reportTab', { tab: 'plans', message: '' }, { tab: 'plans' }],
    ['reportTab', { tab: 'PREPAID', message: '' }, { tab: 'PREPAID' }],
    ['choosePlan', { plan: 'SPE_E5', card: 'plans', extra: [1] }, { plan: 'SPE_E5' }],
  ])('%s with %j is read as %j', (verb, data, fields) => {
    expect(press(verb, data)).toEqual({ is: 'command', command: { do: verb, ...fields }, on });
  });

  it.each([
    ['reportTab', {}],
    ['reportTab', { tab: 'NO_SUCH' }],
    ['taskDone', { revision: undefined }],
    ['choosePlan', {}],
    ['choosePlan', { plan: 5 }],
    ['updateCart', { billingCycle: 'weekly' }],
    ['updateCart', { quantity: {} }],
    ['reassign', { pilot: '1.5' }],
    ['reassign', { pilot: 'some' }],
    ['reassign', { pilot: '', people: '' }],
    ['reassign', { people: ['Adele Vance'] }],
    ['changePayment', { payment: 'barter' }],
    ['changeSoldTo', { soldTo_city: 'x'.repeat(1_001) }],
    ['changeSoldTo', { soldTo_city: 7 }],
    ['stop', { revision: 'seven' }],
    ['stop', { revision: null }],
    ['stop', { runId: undefined }],
  ])('%s with %j is refused', (verb, data) => {
    expect(press(verb, data)).toMatchObject({ is: 'badInput' });
  });

  it('needs no revision to look', () => {
    expect(readAction({ verb: 'check' })).toEqual({ is: 'command', command: { do: 'check' }, on: undefined });
    expect(readAction({ verb: 'status', data: { runId: 'run-1' } })).toMatchObject({ is: 'command' });
  });

  it.each(['toString', '__proto__', 'constructor', 'formatDisk', ''])('does not know the verb "%s"', (verb) => {
    expect(press(verb)).toEqual({ is: 'unknownAction' });
  });

  it('is read without throwing, whatever it is', () => {
    const verb = fc.constantFrom(
      'updateCart',
      'reportTab',
      'choosePlan',
      'changeSoldTo',
      'reassign',
      'cancelOld',
      'useScenario',
      'x',
    );
    fc.assert(
      fc.property(
        fc.oneof(fc.anything(), fc.record({ verb, data: fc.dictionary(fc.string(), fc.anything()) })),
        (action) => {
          expect(readAction(action)).toHaveProperty('is');
        },
      ),
    );
  });
});
