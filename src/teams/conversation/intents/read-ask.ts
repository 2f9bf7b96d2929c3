import type { Asking } from '../conversation.js';
import type { Deed } from '../deed.js';
import { readAction } from './actions.js';
import type { Ask } from './ask.js';
import { plainText } from './plain-text.js';

/** What a person asks for by what they did. Rejects when the run, which words are read against, can't be read. */
export async function readAsk(asking: Asking, deed: Deed): Promise<Ask> {
  switch (deed.is) {
    case 'said': {
      const { intents, sandbox, clock, person, language } = asking;
      const run = await asking.currentRun();
      const here = { now: clock.now(), timeZone: person.timeZone, language };
      const ask = intents(deed.text, { run, sandbox, here });
      return ask.is === 'noAnswer' ? { ...ask, question: plainText(deed.text) } : ask;
    }
    case 'pressed':
      return readAction(deed.action);
    case 'answeredOffer':
      return { is: 'fileAnswer', value: deed.answer };
    default:
      return { is: 'welcome' };
  }
}
