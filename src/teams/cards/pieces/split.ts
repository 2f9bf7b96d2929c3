import { displayName } from '../../../upgrade/plans/plans.js';
import { whyNot } from '../../../upgrade/run/possible.js';
import type { Run } from '../../../upgrade/run/run.js';
import { mostInPart } from '../../../upgrade/run/split.js';
import { peopleTo, targetsOf } from '../../../upgrade/run/targets.js';
import { besideOf } from '../../../upgrade/run/together.js';
import { opening, paragraph, requiredInput, sending } from '../frame/elements.js';
import type { Element, RunView } from '../view.js';
import { escapeMarkdown } from '../words/escape-markdown.js';
import { oldPlan, people, planChoices, productName } from './pieces.js';

/** People of one plan who go to two: who goes where, and the inputs that say so. */

/** Who goes to which plan, with how many there are; nothing where everybody goes to one. */
export function splitLines(view: RunView): string[] {
  const { t, run } = view;
  const { split } = run;
  if (!split) return [];
  const part = { people: people(peopleTo(run, split.plan), view), plan: productName(split.plan) };
  const name = 'name' in split.by ? escapeMarkdown(split.by.name) : '';
  return [
    t(`split.first.${split.by.is}`, { ...part, name }),
    t('split.rest', { people: people(peopleTo(run, split.rest), view), plan: productName(split.rest) }),
  ];
}

/** Which of two plans it is the turn of, where they are bought one after the other. */
export function splitTurn({ t, run }: RunView): string[] {
  const { split, plan } = run;
  if (!split || plan === null) return [];
  const place = targetsOf(run).indexOf(plan) + 1;
  const other = productName(plan === split.plan ? split.rest : split.plan);
  const isTogether = besideOf(run) !== undefined;
  const key = isTogether ? 'split.turnBoth' : split.bought.length === 0 ? 'split.turnFirst' : 'split.turnSecond';
  return [t(key, { place, plan: productName(plan), other })];
}

/** A button that asks who goes to which of two plans; nothing where it cannot be chosen, or there is nothing to choose. */
export function splitButton(view: RunView): Element[] {
  const { t, run } = view;
  const { offered } = planChoices(manually(run));
  const asked = { do: 'splitPeople', plan: offered[0] ?? '', rest: offered[1] ?? '' } as const;
  if (offered.length < 2 || whyNot(run, asked)?.why !== 'splitHow') return [];
  const choices = offered.map((sku) => ({ title: displayName(sku), value: sku }));
  const ways = (['people', 'group', 'department'] as const).map((value) => ({ title: t(`split.by.${value}`), value }));
  const body = [
    paragraph(t('split.why', { plan: oldPlan(run) })),
    choice('plan', t('split.plan'), choices, t('split.planError')),
    choice('by', t('split.how'), ways, t('split.howError'), { value: 'people', style: 'expanded' }),
    requiredInput('Text', 'who', t('split.who', { plan: oldPlan(run), most: mostInPart }), t('split.whoError'), {
      isMultiline: true,
      placeholder: t('split.whoExample'),
      maxLength: 100_000,
    }),
    choice('rest', t('split.restPlan'), choices, t('split.planError')),
  ];
  return [opening(t('split.open'), body, sending('splitPeople', t('verbs.splitPeople')))];
}

/** What somebody writes instead of filling it in. */
export function splitExample({ t, run }: RunView): string {
  const [plan = '', rest = ''] = planChoices(manually(run)).offered;
  return t('split.example', { plan: displayName(plan), rest: displayName(rest) });
}

/** Two plans are the manual way, whatever way is open. */
const manually = (run: Run): Run => ({ ...run, path: 'manual' });

function choice(
  id: string,
  label: string,
  choices: readonly Element[],
  errorMessage: string,
  more: Element = {},
): Element {
  return { type: 'Input.ChoiceSet', id, label, choices, isRequired: true, errorMessage, ...more };
}
