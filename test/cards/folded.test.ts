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
      const loses = state.run.losing.people > 0;
      expect(seen(state.run, language).includes(t('losing.dataTitle'))).toBe(loses);
      expect(seen(state.run, language).includes(t('beforeYouBegin.short.losing'))).toBe(loses);
      expect(seen(state.run, language).includes(t('beforeYouBegin.short.manual.people'))).toBe(!loses);
    }
  });

  it('the command that lists who is on hold stands on a line of its own, unfolded', () => {
    const state = downgrades.find(({ name }) => name === 'down from E3 to E1');
    if (!state) throw new Error('there is no such state');
    const command = t('losing.mail.holdsCommand');
    expect(whole(state.run, language).split('\n')).toContain(command);
    expect(seen(state.run, language)).not.toContain('Get-Mailbox');
  });

  it('a plan with less of something is never said to have everything', () => {
    const state = downgrades.find(({ name }) => name === 'down to frontline');
    if (!state) throw new Error('there is no such state');
    const plans = { plan: 'Microsoft 365 F3', old: 'Office 365 E1' };
    expect(seen(state.run, language)).toContain(t('otherPlans.lacksNoService', plans));
    expect(seen(state.run, language)).not.toContain(t('otherPlans.lacksNothing', plans));
  });

  it('that people lose Microsoft Teams stands in the summary', () => {
    const without: Run = { ...byHand, plan: 'Microsoft_365_E5_(no_Teams)', lacks: ['TEAMS1'] };
    const teams = t('beforeYouBegin.short.losingTeams', { teams: 'Microsoft Teams Enterprise' });
    expect(seen(without, language)).toContain(teams);
    expect(seen(byHand, language)).not.toContain('Teams Enterprise');
  });

  it('when people are moved is chosen by the button that is named', () => {
    expect(seen(byHand, language)).toContain(t('beforeYouBegin.when.reassign', { button: t('verbs.chooseTime') }));
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
    const rule = { maximum: 25, seats: '25', count: 1 };
    expect(seen(guided('cancel'), language)).not.toContain(t('adminTask.cancel.fewEnough', rule));
    expect(whole(guided('cancel'), language)).toContain(t('adminTask.cancel.fewEnough', rule));
  });
});
