import { holdupToSay } from '../../../upgrade/run/holdup.js';
import type { Holdup } from '../../../upgrade/run/holdup-kinds.js';
import type { RunView } from '../view.js';
import { escapeMarkdown, shortened } from '../words/escape-markdown.js';

/** What Microsoft's answers have to be clear about before the run goes on. @param plan the plan it is about, escaped */
export function heldUpLines({ t, format, run, context }: RunView, plan: string): string[] {
  const holdup = holdupToSay(run, context.now);
  if (!holdup) return [];
  const since = format.moment(holdup.since);
  switch (holdup.is) {
    case 'countDiffers': {
      const { counted, found } = holdup;
      const key = counted === 0 ? 'notListed' : found > 0 ? 'list' : 'nobody';
      return [t(`progress.heldUp.${key}`, { counted, found, plan, since })];
    }
    case 'unknownWord':
      return [t('progress.heldUp.word', { word: escapeMarkdown(shortened(holdup.word, 60)), since })];
    case 'accountReview':
      return [t('progress.heldUp.account', { since })];
    case 'noAnswer':
      return [t(`progress.heldUp.noAnswer.${holdup.how}`, { who: whoIsSilent(t, holdup), since })];
    default:
      return holdup satisfies never;
  }
}

/** What of Microsoft does not answer, by its name. */
export function whoIsSilent(t: RunView['t'], { service }: Extract<Holdup, { is: 'noAnswer' }>): string {
  const who = service ?? 'several';
  return t(`services.${who}`);
}
