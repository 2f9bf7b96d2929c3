import { mostNamed } from '../../../upgrade/run/states/manual-reassign.js';
import { opening, paragraph, sending } from '../frame/elements.js';
import type { Element, RunView } from '../view.js';
import { escapeMarkdown } from '../words/escape-markdown.js';
import { faces } from './people-shown.js';
import { oldPlan } from './pieces.js';

/** What is filled in to begin with, where there are so many. */
const usual = 5;

/**
 * A button that asks how many to begin with, or whom by name; nothing where there are no few to choose from.
 * @param left how many are still to be moved
 * @param isNext whether some have been moved
 */
export function beginWithFew(view: RunView, left: number, isNext: boolean): Element[] {
  const { t, run } = view;
  if (left < 2) return [];
  const body = [
    ...(isNext ? [] : whoIsFirst(view)),
    {
      type: 'Input.Number',
      id: 'pilot',
      label: t('manualReassign.pilot'),
      value: Math.min(usual, left - 1),
      min: 1,
      max: left,
      errorMessage: t('manualReassign.pilotError', { maximum: left }),
    },
    {
      type: 'Input.Text',
      id: 'people',
      label: t('manualReassign.people', { plan: oldPlan(run), most: mostNamed }),
      isMultiline: true,
      placeholder: t('manualReassign.peopleExample'),
      maxLength: 20_000,
      errorMessage: t('manualReassign.peopleError'),
    },
  ];
  const title = isNext ? t('manualReassign.fewNext') : t('manualReassign.few');
  return [opening(title, body, sending('reassign', t('verbs.reassignNamed')))];
}

/** Those who are moved first where nobody names others, as they were written down. */
function whoIsFirst({ t, format, run }: RunView): Element[] {
  const first = run.snapshot?.first ?? [];
  if (first.length === 0) return [];
  const names = format.list(first.map(({ name }) => escapeMarkdown(name)));
  return [...faces(first), paragraph(t('manualReassign.first', { names }), { spacing: 'Small' })];
}
