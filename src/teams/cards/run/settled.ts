import { movedSoFar } from '../../../upgrade/run/at-stake.js';
import { isOver } from '../../../upgrade/run/run.js';
import { stepLine } from '../lines/step-line.js';
import { people } from '../pieces/pieces.js';
import type { Draft, RunView } from '../view.js';

/** What is left of a card whose run is shown further down: one line, and no button that could be pressed twice. */
export function settledCard(view: RunView): Draft {
  const { t, run } = view;
  const { moved } = movedSoFar(run);
  const what = moved > 0 && !isOver(run) ? t('settled.moved', { people: people(moved, view) }) : stepLine(view, run);
  return { id: 'settled', title: t('settled.line', { what }), data: {} };
}
