import { describe, expect, it } from '@jest/globals';
import { languages, ownLocalesDir } from '../../../../src/teams/cards/words/languages.js';
import { readWords } from '../../../../src/teams/cards/words/texts.js';
import { createIntents } from '../../../../src/teams/conversation/intents/intents.js';
import { onlyLooks } from '../../../../src/upgrade/run/decide.js';
import { now, runIn } from '../../../support/runs.js';

/** Whoever thinks aloud begins with the words of a command, and has given none: in no state is anything done. */

const musings = [
  'Cancel E4 straight away and we pay only once, I suppose, or is that silly',
  'cancel the old plan now or wait, what do others do',
  'stop stop stop I think I chose the wrong one',
  'stop, how is that done halfway',
  'undo the first batch, would that be possible still',
  'move back the first five, or has the train left',
  'place the order today or after the holidays, I wonder',
  'reassign everybody at once or in portions',
  'keep E4 for some years, would that do',
  'choose E3 or E5',
  'pause, is that possible now',
  'yes but what if it fails',
  'Avsluta E4 på en gång så betalar vi bara en, eller vore det dumt',
  'avsluta E4 nu eller vänta, hur gör andra',
  'stoppa, hur går det till mitt i',
  'ångra första omgången, vore det möjligt än',
  'flytta tillbaka de fem första eller har tåget gått',
  'beställ i dag eller efter helgen, undrar jag',
  'behåll E4 några år, går det',
  'välj E3 eller E5',
  'pausa, går det nu',
  'ja men om det går fel då',
];

const intents = createIntents(readWords(ownLocalesDir));
const states = Object.keys(runIn) as (keyof typeof runIn)[];

describe('what only thinks aloud', () => {
  it.each(musings)('is no command in any state: %s', (said) => {
    const asks = languages.flatMap((language) =>
      states.map((state) =>
        intents(said, { run: runIn[state](), sandbox: false, here: { now, timeZone: 'Europe/Stockholm', language } }),
      ),
    );
    const done = asks.filter((ask) => ask.is === 'yes' || (ask.is === 'command' && !onlyLooks(ask.command.do)));
    expect(done).toEqual([]);
  });
});
