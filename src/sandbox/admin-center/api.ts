import { z } from 'zod';
import type { Api, ApiCall, ApiMatch } from '../api.js';
import { isWrite } from '../http/message.js';
import { cancelPages } from './cancel.js';
import { cartPages } from './cart.js';
import { checkoutPages } from './checkout.js';
import { failurePage } from './failure-page.js';
import { licensePages } from './licenses.js';
import { notFoundPage } from './not-found-page.js';
import { orderPages } from './order.js';
import type { PageCall, PageRoute } from './page-call.js';
import { partyPages } from './parties.js';
import { productPages } from './products.js';
import { purchasePages } from './purchase.js';
import { subscriptionPages } from './subscription.js';
import { upgradeTabPages } from './upgrade-tab.js';
import { en } from './words-en.js';
import { sv } from './words-sv.js';

const pages: readonly PageRoute[] = [
  ...productPages,
  ...subscriptionPages,
  ...licensePages,
  ...upgradeTabPages,
  ...cartPages,
  ...checkoutPages,
  ...partyPages,
  ...orderPages,
  ...purchasePages,
  ...cancelPages,
];

const formSchema = z.record(z.string(), z.string());

/** The admin center as a browser meets it: one tenant's pages, for whoever opens them. */
export function adminCenterApi(): Api {
  return {
    name: 'admin-center',
    realm: '/admin-center',
    root: '/admin-center/:tenant',
    routes: pages.map((page) => ({ ...page, run: (call) => page.run(pageCall(call)) })),
    admit({ method, text }, { tenant = '' }) {
      if (!/^[A-Za-z0-9.-]{1,100}$/.test(tenant)) return { refusal: failurePage(404) };
      const form = isWrite(method) ? Object.fromEntries(new URLSearchParams(text)) : undefined;
      return { tenant, app: 'a browser', body: form };
    },
    perform: (call: ApiCall, { route }: ApiMatch) => (route ? route.run(call) : notFoundPage(pageCall(call))),
    refuse: (status, _now, headers) => failurePage(status, headers),
    ids: () => ({}),
  };
}

function pageCall(call: ApiCall): PageCall {
  const words = call.query.get('lang')?.toLowerCase() === 'sv' ? sv : en;
  return { ...call, form: formSchema.safeParse(call.body).data ?? {}, words };
}
