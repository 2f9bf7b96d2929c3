import { describe, expect, it } from '@jest/globals';
import type { Language } from '../../src/teams/cards/words/languages.js';
import type { Run } from '../../src/upgrade/run/run.js';
import { at, now, runIn } from '../support/runs.js';
import { cards, elementsOf } from './every-card.js';
import { alex } from './states/viewer.js';

type Ordering = Extract<Run['state'], { is: 'ordering' }>;

function leaving(as: Partial<Ordering>): Run {
  const run = runIn.ordering();
  return run.state.is === 'ordering' ? { ...run, state: { ...run.state, ...as } } : run;
}

const told = (run: Run, language: Language, asked: boolean): string => {
  const note = asked ? ({ why: 'notNow', verb: 'placeOrder' } as const) : undefined;
  const { card } = cards.run(run, { ...alex, language }, { now, note });
  return JSON.stringify(elementsOf(card).map(({ text }) => text));
};

const notYet = { sent: false, sends: 0 };
const unseen = { sent: true, settlingReads: 1 };
const again = { sent: false, doubtedAt: at };

describe('an order that is being placed', () => {
  it.each([
    [
      'that it is being got ready while it has not left',
      notYet,
      /It hasn't been sent to Microsoft yet/,
      /inte skickats/,
    ],
    ['that it is on its way once it has left', { sent: true }, /order is on its way to Microsoft/, /på väg till/],
    ['that it is looked for where nothing shows it', unseen, /doesn't show it yet. I'm checking/, /syns inte/],
    ['the same before it is sent anew', again, /doesn't show it yet. I'm checking/, /syns inte/],
    [
      'that it is there once it was seen',
      { ...unseen, seen: true },
      /Microsoft has the order/,
      /har tagit emot ordern/,
    ],
  ])('says %s, on its card and to whoever asks for something else', (_, state, english, swedish) => {
    for (const asked of [false, true]) {
      expect(told(leaving(state), 'en', asked)).toMatch(english);
      expect(told(leaving(state), 'sv', asked)).toMatch(swedish);
    }
  });
});
