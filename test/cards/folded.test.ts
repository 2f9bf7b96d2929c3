import { describe, expect, it } from '@jest/globals';
import { serviceByName } from '../../src/teams/cards/words/service-names.js';
import { readTexts } from '../../src/teams/cards/words/texts.js';
import type { Run } from '../../src/upgrade/run/run.js';
import { guided, now, runIn } from '../support/runs.js';
import { cards, elementsOf } from './every-card.js';
import { downgrades } from './states/downgrades.js';
import { alex } from './states/viewer.js';

/** What stands on a card before anything is unfolded, and what is there for whoever unfolds it. */

type Language = (typeof alex)['language'];
type Element = Record<string, unknown>;

const texts = readTexts('src/locales');
const cardOf = (run: Run, language: Language) => cards.run(run, { ...alex, language }, { now }).card;

/** Without what a button opens. */
function unfolded(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(unfolded);
  if (typeof value !== 'object' || value === null) return value;
  const { isVisible, type, ...element } = value as Element;
  if (isVisible === false || type === 'Action.ShowCard') return null;
  return Object.fromEntries(Object.entries(element).map(([key, child]) => [key, unfolded(child)]));
}
const linesOf = (card: unknown): string[] =>
  elementsOf(card).flatMap(({ text, value, title }) =>
    [text, title, value].filter((one): one is string => typeof one === 'string'),
  );
const seen = (run: Run, language: Language): string => linesOf(unfolded(cardOf(run, language))).join('\n');
const whole = (run: Run, language: Language): string => linesOf(cardOf(run, language)).join('\n');
const words = (text: string): number => text.split(/\s+/).length;

describe.each(['en', 'sv', 'de'] as const)('in %s', (language) => {
  const { t } = texts.of(language);
  const byHand: Run = { ...runIn.beforeYouBegin(), path: 'manual' };

  it.each([
    ['the Upgrade tab', runIn.beforeYouBegin(), 'automatic'],
    ['hand', byHand, 'manual'],
  ] as const)('what to know before an upgrade by %s is short, and whole when it is unfolded', (_, run, path) => {
    expect(words(seen(run, language))).toBeLessThan(130);
    const plan = 'Office 365 E4';
    for (const topic of [
      'downtime',
      'people',
      'licenses',
      'billing',
      'domains',
      'switchedOff',
      'creditCheck',
    ] as const) {
      const inFull = t(`beforeYouBegin.${path}.${topic}`, { plan });
      expect(whole(run, language)).toContain(inFull);
      expect(seen(run, language)).not.toContain(inFull);
    }
  });

  it('what people lose is never folded', () => {
    for (const state of downgrades) {
      if (!('run' in state) || state.run.losing === null || state.run.state.is !== 'beforeYouBegin') continue;
      expect(seen(state.run, language)).toContain(t('losing.dataTitle'));
      expect(seen(state.run, language)).not.toContain(t('beforeYouBegin.short.manual.people'));
    }
  });

  it('of what a plan lacks six services are named, and all of them unfolded', () => {
    const state = downgrades.find(({ name }) => name === 'down from E5 to E3');
    if (!state) throw new Error('there is no such state');
    const last = serviceByName(state.run.lacks?.at(-1) ?? '');
    expect(state.run.lacks?.length).toBeGreaterThan(6);
    expect(whole(state.run, language)).toContain(last);
    expect(seen(state.run, language)).not.toContain(last);
  });

  it('that ending the old plan cannot be undone is never folded', () => {
    expect(seen(runIn.manualCancel(), language)).toContain(t('manualCancel.cannotUndo'));
    expect(seen(guided('cancel'), language)).toContain(t('adminTask.cancel.cannotUndo', { plan: 'Office 365 E4' }));
  });

  it('whether the subscription has too many licenses to be canceled online is never folded', () => {
    const rule = { maximum: 25, seats: '25' };
    expect(seen(guided('cancel'), language)).not.toContain(t('adminTask.cancel.fewEnough', rule));
    expect(whole(guided('cancel'), language)).toContain(t('adminTask.cancel.fewEnough', rule));
  });
});
