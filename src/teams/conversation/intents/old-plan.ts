import { plansMeant } from '../../../upgrade/plans/named.js';
import { isSourcePlan, sourceSku, suites } from '../../../upgrade/plans/plans.js';
import { isWayOn } from '../../../upgrade/plans/ways-on.js';
import { isOver, type Run } from '../../../upgrade/run/run.js';
import { type Ask, command } from './ask.js';
import { readAlone } from './word-alone.js';

/** What is written of the plan that is left: which one it is to be, and that it is to be ended. */
export function readOldPlan(
  verb: 'check' | 'cancelOld' | 'cancelOldPlan' | 'cancelConfirmed',
  rest: string,
  run: Run | undefined,
): Ask | undefined {
  if (verb === 'check') return rest === '' ? command({ do: verb }) : readSource(rest, run);
  // "Cancel E4" names Office 365 E4: it ends nothing else.
  const means = rest === '' && (verb === 'cancelOldPlan' || isAboutE4(run));
  return means ? readAlone(verb === 'cancelConfirmed' ? verb : 'cancelOld') : undefined;
}

/** "Upgrade E3": which plan is to be upgraded. Where Office 365 E4 is, the plans that it may become are asked about so. */
function readSource(rest: string, run: Run | undefined): Ask | undefined {
  const meant = plansMeant(rest, suites);
  if (meant.length === 0) return undefined;
  // Whoever keeps the old plan has chosen; another one can be upgraded.
  const isOpen = run && !isOver(run) && run.state.is !== 'kept' && run.assessment.is !== 'noSource';
  const isAhead = isOpen && isAboutE4(run) && meant.some((sku) => isWayOn(sku, sourceSku));
  return isAhead ? undefined : command({ do: 'check', source: rest });
}

/** Also where there is no run: nothing is ended there. */
function isAboutE4(run: Run | undefined): boolean {
  return !run || run.assessment.is === 'noSource' || isSourcePlan(run.assessment.source.sku);
}
