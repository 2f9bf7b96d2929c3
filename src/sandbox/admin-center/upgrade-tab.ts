import type { Sku } from '../catalogue/skus.js';
import type { ApiResponse } from '../http/message.js';
import type { Blocker } from '../scenario.js';
import { obstaclesTo, targetsOf } from '../world/eligibility.js';
import { consumedOf } from '../world/seats.js';
import type { Subscription, Tenant } from '../world/state.js';
import { basketPath, fillBasket } from './basket.js';
import { blockerMessages } from './blocker-messages.js';
import { html, type Markup } from './html.js';
import { htmlPage } from './html-page.js';
import { link, type PageCall, type PageRoute, redirect, subscriptionPath } from './page-call.js';
import { tabs } from './tabs.js';
import { unlessUpgrading } from './unless-upgrading.js';
import { withSubscription } from './with-subscription.js';

const pattern = '/subscriptions/:subscription/upgrade';

/** The Upgrade tab: plans, or why there are none. */
export const upgradeTabPages: readonly PageRoute[] = [
  { method: 'GET', path: pattern, run: withSubscription(upgradeTab) },
  { method: 'POST', path: pattern, run: unlessUpgrading(withSubscription(choose)) },
];

interface Findings {
  readonly plans: readonly Sku[];
  /** What stands in the way; empty when there are plans. */
  readonly blockers: readonly Blocker[];
}

/** What the tab has to offer for this purchase. */
export function findPlans(tenant: Tenant, source: Subscription, now: number): Findings {
  if (source.ownerTenantId !== null) return { plans: [], blockers: ['NOT_DIRECT_PURCHASE'] };
  const checked = targetsOf(tenant, source).map((plan) => ({
    plan,
    blockers: obstaclesTo(tenant, source, plan, true, now).map(({ blocker }) => blocker),
  }));
  if (checked.length === 0) return { plans: [], blockers: ['NOT_ELIGIBLE'] };
  const plans = checked.filter(({ blockers }) => blockers.length === 0).map(({ plan }) => plan);
  if (plans.length > 0) return { plans, blockers: [] };
  const found = [...new Set(checked.flatMap(({ blockers }) => blockers))];
  const common = found.filter((blocker) => checked.every(({ blockers }) => blockers.includes(blocker)));
  return { plans, blockers: common.length > 0 ? common : found };
}

export function upgradeTab(call: PageCall, source: Subscription): ApiResponse {
  const { words, tenant, now } = call;
  const { plans, blockers } = findPlans(tenant, source, now);
  const body = html`${tabs(call, source, 'upgrade')}
${plans.length > 0 ? planList(call, source, plans) : messages(call, blockers)}`;
  return htmlPage(call, { title: `${source.friendlyName}: ${words.upgradeTab}`, body });
}

function planList(call: PageCall, source: Subscription, plans: readonly Sku[]): Markup {
  const { words } = call;
  const action = link(call, subscriptionPath(source, '/upgrade'));
  return html`<p>${words.plansIntro}</p>
<ul class="plain">${plans.map(
    ({ skuPartNumber, displayName }) => html`<li><article><h2>${displayName}</h2>
<form method="post" action="${action}"><input type="hidden" name="plan" value="${skuPartNumber}">
<button type="submit" aria-label="${words.upgradeTo(displayName)}">${words.upgrade}</button></form>
</article></li>`,
  )}</ul>`;
}

function messages({ words }: PageCall, blockers: readonly Blocker[]): Markup {
  return html`<section>${blockers.map((blocker) => html`<p class="note">${blockerMessages[blocker][words.lang]}</p>`)}</section>`;
}

function choose(call: PageCall, source: Subscription): ApiResponse {
  const { tenant, now, form: sent } = call;
  const plan = findPlans(tenant, source, now).plans.find(({ skuPartNumber }) => skuPartNumber === sent.plan);
  if (!plan) return upgradeTab(call, source);
  const basket = fillBasket(tenant, {
    sourceId: source.commerceId,
    skuId: plan.skuId,
    quantity: leastFor(tenant, source),
    billingCycle: source.billingCycle === 'monthly' ? 'monthly' : 'annual',
  });
  return redirect(call, basketPath(basket));
}

/** An upgrade takes no licences away: as many as are owned, or assigned when that is more. */
export function leastFor(tenant: Tenant, source: Subscription): number {
  return Math.max(source.seats, consumedOf(tenant, source.skuId), 1);
}
