import { describe, expect, it } from '@jest/globals';
import type { runTopics } from '../../src/teams/cards/tenant-answers/tenant-answer.js';
import type { Holdup } from '../../src/upgrade/run/holdup-kinds.js';
import type { Run } from '../../src/upgrade/run/run.js';
import { textOf } from '../support/card-json.js';
import { now, runIn, someWork } from '../support/runs.js';
import { cards } from './every-card.js';
import { known } from './states/messages.js';
import { alex } from './states/viewer.js';

/** What is said of people who are being moved while nothing gets through. */

const ago = (minutes: number) => new Date(now.getTime() - minutes * 60_000).toISOString();
const begun = { at: ago(20), by: null, what: 'reassign', details: {} } as unknown as Run['audit'][number];
const going: Run = { ...runIn.reassigning(), reassign: someWork({ total: 100, done: 20 }), audit: [begun] };
const silent = (minutes: number): Holdup => ({
  is: 'noAnswer',
  service: 'graph',
  how: 'silent',
  since: ago(minutes),
  told: false,
});

const card = (run: Run): string => textOf(cards.run(run, alex, { now }).card);
const answer = (run: Run, topic: (typeof runTopics)[number]): string =>
  textOf(cards.answer(alex, [{ known, tenant: { is: 'run', topic, run, context: { now } } }]).card);

describe('people who are moved while nothing gets through', () => {
  it('have no pace and no time that is left, but what the rest takes once it goes on', () => {
    expect(card(going)).toMatch(/Pace[\s\S]*Time\sleft/);
    const held = card({ ...going, holdup: silent(10) });
    expect(held).toMatch(/hasn't answered since/);
    expect(held).toMatch(/The\srest,\sonce\sit\sgoes\son/);
    expect(held).not.toMatch(/Pace|Time\sleft/);
  });

  it('go at their pace while what holds them up is a minute old', () => {
    expect(card({ ...going, holdup: silent(1) })).toMatch(/Pace[\s\S]*Time\sleft/);
  });

  it.each(['finish', 'progress'] as const)('are not told to be done soon to whoever asks for the %s', (topic) => {
    expect(answer(going, topic)).toMatch(/At this pace it takes/);
    const held = answer({ ...going, holdup: silent(10) }, topic);
    expect(held).toMatch(/hasn't answered since/);
    expect(held).not.toMatch(/At this pace/);
  });
});
