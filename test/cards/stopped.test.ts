import { describe, expect, it } from '@jest/globals';
import { textOf } from '../support/card-json.js';
import { now, runIn, someWork } from '../support/runs.js';
import { cards } from './every-card.js';
import { alex } from './states/viewer.js';

/** An upgrade that was stopped midway, as its card tells how things stand. */

const shown = (done: number, language: string): string =>
  textOf(
    cards.run(
      { ...runIn.manualCancel(), state: runIn.stopped().state, reassign: someWork({ done }) },
      { ...alex, language },
      { now },
    ).card,
  );

describe('the card of an upgrade that was stopped', () => {
  it.each([
    ['en', '1 person was moved to Office 365 E5 and stays there.', '24 people were moved to Office 365 E5 and stay'],
    ['sv', '1 person flyttades till Office 365 E5 och är', '24 personer flyttades till Office 365 E5 och är'],
    ['de', '1 Person wurde zu Office 365 E5 verschoben und bleibt', '24 Personen wurden zu Office 365 E5 verschoben'],
  ])('says of one and of several who were moved that they stay, in a whole sentence: %s', (language, one, several) => {
    expect(shown(1, language)).toContain(one);
    expect(shown(24, language)).toContain(several);
  });
});
