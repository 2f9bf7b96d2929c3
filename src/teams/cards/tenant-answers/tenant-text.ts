import type { Run } from '../../../upgrade/run/run.js';
import { rolesThatMay } from '../../../upgrade/tenant/roles.js';
import { sourceFound } from '../pieces/pieces.js';
import { runText } from '../run-answers/run-text.js';
import type { RunContext } from '../run-context.js';
import type { RunView, View } from '../view.js';
import { addOns } from './add-ons.js';
import { canUpgrade } from './can-upgrade.js';
import { creditCheck } from './credit-check.js';
import { planDifference } from './difference.js';
import { noSourceLines } from './no-source.js';
import { peopleWhoMove } from './people.js';
import { price } from './price.js';
import { renewal } from './renewal.js';
import { seats } from './seats.js';
import type { TenantAnswer, TenantText } from './tenant-answer.js';
import { whoCan } from './who-can.js';

/**
 * Answers from the tenant's own facts, beside the general answer. They were read where rights are checked; what is said
 * of what was read is one small pure function a topic.
 */

/** Gives what the texts of a run are made with. */
export type RunViews = (about: { run: Run; context: RunContext }) => RunView;

/** What is said of the tenant, in the viewer's words. */
export function tenantText(view: View, tenant: TenantAnswer, runView: RunViews): TenantText {
  const { t, format } = view;
  switch (tenant.is) {
    case 'notAllowed': {
      const roles = format.either(rolesThatMay('see').map((role) => t(`roles.${role}`)));
      return { lines: [t('live.notAllowed', { roles })] };
    }
    case 'unreadable':
      return { lines: [t('live.unreadable')] };
    case 'whoCan':
      return whoCan(view, tenant);
    case 'noRun':
      return { lines: [t('live.progress.none')], goOn: 'check' };
    case 'run':
      return runText(runView(tenant), tenant.topic);
    case 'facts':
      return fromFacts(view, tenant);
    default:
      return tenant satisfies never;
  }
}

function fromFacts(view: View, { topic, look }: Extract<TenantAnswer, { is: 'facts' }>): TenantText {
  if (topic === 'seats') return seats(view, look);
  if (topic === 'canUpgrade') return canUpgrade(view, look);
  const source = sourceFound(look);
  if (!source) return { lines: noSourceLines(view, look.facts) };
  switch (topic) {
    case 'people':
      return peopleWhoMove(view, look, source);
    case 'creditCheck':
      return creditCheck(view, look, source);
    case 'losses':
    case 'gains':
      return planDifference(view, topic, look, source);
    case 'addOns':
      return addOns(view, look, source);
    case 'renewal':
      return renewal(view, source);
    case 'price':
      return price(view, look, source);
    default:
      return topic satisfies never;
  }
}
