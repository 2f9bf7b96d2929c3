import { describe, expect, it } from '@jest/globals';
import { type Command, verbs } from '../../../src/upgrade/run/commands.js';
import { decide, statesWith, takesCare } from '../../../src/upgrade/run/decide.js';
import type { Asked } from '../../../src/upgrade/run/definition.js';
import { noted } from '../../../src/upgrade/run/record.js';
import type { Run } from '../../../src/upgrade/run/run.js';
import { now, runIn } from '../../support/runs.js';

/** What is asked twice, of an old card, or over and over. */

const alex = { id: 'alex', name: 'Alex Wilber' };
const megan = { id: 'megan', name: 'Megan Bowen' };

function ask(run: Run, command: Command, more: Partial<Asked> = {}) {
  const asked = { actor: alex, roles: ['globalAdministrator'] as const, revision: run.revision };
  return decide(run, { ...asked, command, now, newKey: () => 'key', ...more });
}

function changed(...given: Parameters<typeof ask>): Run {
  const decision = ask(...given);
  if (decision.is !== 'changed') throw new Error(`nothing came of it: ${JSON.stringify(decision)}`);
  return decision.run;
}

const more = { do: 'updateCart', quantity: 30 } as const;
const unchanged = { is: 'unchanged' };

describe('a turn that is delivered twice', () => {
  const turn = { turnId: 'turn-1' };

  it('changes the run once, and says nothing the second time, by its card or in writing', () => {
    const once = changed(runIn.cart(), more, turn);
    expect(once).toMatchObject({ cart: { quantity: 30 }, turns: ['turn-1'] });
    for (const revision of [runIn.cart().revision, once.revision, undefined])
      expect(ask(once, more, { ...turn, revision })).toEqual(unchanged);
    expect(changed(once, { ...more, quantity: 31 }, { turnId: 'turn-2' }).turns).toEqual(['turn-1', 'turn-2']);
  });

  it('places one order', () => {
    const placed = changed(runIn.checkout(), { do: 'placeOrder' }, turn);
    expect(ask(placed, { do: 'placeOrder' }, { ...turn, revision: runIn.checkout().revision })).toEqual(unchanged);
  });

  it('may be asked again where it was refused', () => {
    expect(ask(runIn.cart(), { ...more, quantity: 1 }, turn)).toMatchObject({ is: 'unchanged', refusal: {} });
    expect(ask(runIn.cart(), { do: 'placeOrder' }, turn)).toEqual({ ...unchanged, refusal: { why: 'notNow' } });
    expect(changed(runIn.cart(), more, turn).turns).toEqual(['turn-1']);
  });

  it('is known among the last fifty that changed the run', () => {
    const turns = Array.from({ length: 50 }, (_, n) => `turn-${n}`);
    const run = changed({ ...runIn.cart(), turns }, more, { turnId: 'turn-50' });
    expect(run.turns).toEqual([...turns.slice(1), 'turn-50']);
  });

  it('is not told from others where nothing tells them apart', () => {
    const once = changed(runIn.cart(), more);
    expect(once.turns).toEqual([]);
    expect(changed(once, more).turns).toEqual([]);
  });
});

describe('a card of an earlier revision', () => {
  it('changes nothing; what is written goes by the run as it is now', () => {
    const run = runIn.checkout();
    for (const revision of [run.revision - 1, run.revision + 1])
      expect(ask(run, { do: 'placeOrder' }, { revision })).toEqual({ ...unchanged, refusal: { why: 'stale' } });
    expect(ask(run, { do: 'placeOrder' }, { revision: undefined }).is).toBe('changed');
  });

  it('may be asked how things stand', () => {
    expect(ask(runIn.checkout(), { do: 'status' }, { revision: 1 })).toEqual(unchanged);
  });

  it('is no way round the role that it takes', () => {
    const asked = { revision: 1, roles: ['globalReader'] as const };
    expect(ask(runIn.checkout(), { do: 'placeOrder' }, asked)).toEqual({ is: 'missingRole', permission: 'buy' });
  });
});

describe('somebody who has changed a run a thousand times', () => {
  const turned = (entries: number, by: typeof alex | null = alex) =>
    Array.from({ length: entries }).reduce<Run>(
      (run) => noted(run, {}, { at: now, by, what: 'pause' }),
      runIn.reassigning(),
    );
  const tooOften = { ...unchanged, refusal: { why: 'tooOften' } };

  it('may only stop it, look at it, and say whether they want to hear of it', () => {
    const run = turned(1_000);
    expect(ask(run, { do: 'pause' })).toEqual(tooOften);
    expect(ask(run, { do: 'stop' }).is).toBe('changed');
    expect(ask(run, { do: 'unfollow' }).is).toBe('changed');
    expect(ask(run, { do: 'check' })).toEqual(unchanged);
  });

  it('is nobody before that, and nobody else', () => {
    expect(ask(turned(999), { do: 'pause' }).is).toBe('changed');
    expect(ask(turned(1_000), { do: 'pause' }, { actor: megan }).is).toBe('changed');
    const byBot = noted(turned(1_000, null), {}, { at: now, by: alex, what: 'pause' });
    expect(ask(byBot, { do: 'pause' }).is).toBe('changed');
  });
});

describe('a run of one plan', () => {
  it('is no answer to somebody who asks about another one: that waits its turn', () => {
    const check = (source?: string) => ask(runIn.cart(), { do: 'check', ...(source ? { source } : {}) });
    expect(check('E1')).toEqual({ ...unchanged, refusal: { why: 'oneAtATime', source: 'ENTERPRISEWITHSCAL' } });
    for (const source of [undefined, 'E4', 'ENTERPRISEWITHSCAL']) expect(check(source)).toEqual(unchanged);
    const none: Run = { ...runIn.cart(), assessment: { is: 'noSource', readAt: now.toISOString() } };
    expect(ask(none, { do: 'check', source: 'E1' })).toEqual(unchanged);
  });
});

describe('whoever changes a run', () => {
  const by = (run: Run) => changed(run, more, { actor: megan });

  it('follows it from then on, once, unless they asked not to', () => {
    const run = by(runIn.cart());
    expect(run.followers).toEqual(['alex', 'megan']);
    expect(by(run).followers).toEqual(['alex', 'megan']);
    expect(by({ ...runIn.cart(), left: ['megan'] }).followers).toEqual(['alex']);
  });
});

describe('who joins and leaves those who are told', () => {
  const entered = (entries: number, what: 'follow' | 'pause', by = alex) =>
    Array.from({ length: entries }).reduce<Run>((run) => noted(run, {}, { at: now, by, what }), runIn.reassigning());
  const leaves = (run: Run) => changed(run, { do: 'unfollow' });
  const isWritten = (run: Run) => leaves(run).audit.length > run.audit.length;

  it('is written down of one person forty times, and done however often', () => {
    expect([entered(39, 'follow'), entered(40, 'follow')].map(isWritten)).toEqual([true, false]);
    expect(leaves(entered(40, 'follow'))).toMatchObject({ followers: [], left: ['alex'] });
  });

  it('changes nothing of the others, and nothing where it is so already', () => {
    const run: Run = { ...runIn.reassigning(), followers: ['alex', 'megan'], left: ['adele', 'diego'] };
    const adele = { actor: { id: 'adele', name: 'Adele Vance' } };
    expect(leaves(run)).toMatchObject({ followers: ['megan'], left: ['adele', 'diego', 'alex'] });
    expect(changed(run, { do: 'follow' }, adele)).toMatchObject({
      followers: ['alex', 'megan', 'adele'],
      left: ['diego'],
    });
    expect(ask(run, { do: 'follow' })).toEqual(unchanged);
    expect(ask(run, { do: 'unfollow' }, adele)).toEqual(unchanged);
  });

  it('is written down whatever the others did, and however much they steered', () => {
    expect([entered(40, 'follow', megan), entered(40, 'pause')].map(isWritten)).toEqual([true, true]);
  });
});

describe('the states in which a command may be given', () => {
  it('are those that name it', () => {
    expect(statesWith('placeOrder')).toEqual(['checkout']);
    expect(statesWith('cancelOld')).toEqual(expect.arrayContaining(['manualCancel', 'kept']));
    expect(statesWith('status')).toEqual([]);
  });
});

describe('verbs that spend money, take something away, or let what does so begin', () => {
  it('are carried out only on what was seen', () => {
    const careful = ['placeOrder', 'buyMore', 'reassign', 'undo', 'cancelOld', 'stop', 'startNow', 'resume', 'retry'];
    const careless = ['check', 'status', 'follow', 'unschedule', 'pause', 'goToCheckout', 'keepOld'];
    expect(verbs.filter((verb) => careful.includes(verb)).every(takesCare)).toBe(true);
    expect(verbs.filter((verb) => careless.includes(verb)).some(takesCare)).toBe(false);
  });
});
