import type { Subscription } from '../world/state.js';
import { html, type Markup } from './html.js';
import { link, type PageCall, subscriptionPath } from './page-call.js';

/** The tabs of a subscription's page. */
export function tabs(call: PageCall, subscription: Subscription, current: 'details' | 'upgrade'): Markup {
  const { words } = call;
  const tab = (name: 'details' | 'upgrade', label: string, rest: string) =>
    html`<a href="${link(call, subscriptionPath(subscription, rest))}"${
      name === current ? html` aria-current="page"` : undefined
    }>${label}</a>`;
  return html`<nav class="tabs" aria-label="${subscription.friendlyName}">
${tab('details', words.details, '')}
${tab('upgrade', words.upgradeTab, '/upgrade')}
</nav>`;
}
