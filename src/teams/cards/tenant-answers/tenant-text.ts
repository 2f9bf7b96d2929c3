import { sourceSku } from '../../../upgrade/plans/plans.js';
import { rolesThatMay } from '../../../upgrade/tenant/roles.js';
import { productName, sourceFound } from '../pieces/pieces.js';
import type { View } from '../view.js';
import { addOns } from './add-ons.js';
import { canUpgrade } from './can-upgrade.js';
import { creditCheck } from './credit-check.js';
import { planDifference } from './difference.js';
import { peopleWhoMove } from './people.js';
import { price } from './price.js';
import { progress } from './progress.js';
import { renewal } from './renewal.js';
import { seats } from './seats.js';
import type { TenantAnswer, TenantText } from './tenant-answer.js';
import { whoCan } from './who-can.js';

/**
 * Answers from the tenant's own facts, beside the general answer. They were read where rights are checked; what is said
 * of what was read is one small pure function a topic.
 */

/** What is said of the tenant, in the viewer's words. */
export function tenantText(view: View, tenant: TenantAnswer): TenantText {
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
    case 'progress':
      return progress(view, tenant.run);
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
  if (!source) return { lines: [view.t('noSource.text', { plan: productName(sourceSku) })] };
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
