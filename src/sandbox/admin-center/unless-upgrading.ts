import { skuWithId } from '../catalogue/skus.js';
import { openTransition } from '../world/open-transition.js';
import { html } from './html.js';
import { htmlPage } from './html-page.js';
import type { PageRun } from './page-call.js';

/** Lets a change through unless an upgrade is under way: meanwhile admins cannot use the admin center. */
export function unlessUpgrading(run: PageRun): PageRun {
  return (call) => {
    const moving = openTransition(call.tenant);
    if (!moving) return run(call);
    const plan = skuWithId(moving.toSkuId)?.displayName ?? '';
    return htmlPage(call, { title: call.words.upgradeTo(plan), body: html``, status: 409 });
  };
}
