import { z } from 'zod';
import type { Api, Call, Match } from '../api.js';
import { isWrite } from '../http/message.js';
import { cancelRoutes } from './cancel.js';
import { cartRoutes } from './cart.js';
import { checkoutRoutes } from './checkout.js';
import { failurePage } from './failure-page.js';
import { licenseRoutes } from './licenses.js';
import { notFoundPage } from './not-found-page.js';
import { orderRoutes } from './order.js';
import { partyRoutes } from './parties.js';
import { productRoutes } from './products.js';
import { purchaseRoutes } from './purchase.js';
import type { PageCall, PageRoute } from './request.js';
import { subscriptionRoutes } from './subscription.js';
import { upgradeTabRoutes } from './upgrade-tab.js';
import { en } from './words-en.js';
import { sv } from './words-sv.js';

const pages: readonly PageRoute[] = [
  ...productRoutes,
  ...subscriptionRoutes,
  ...licenseRoutes,
  ...upgradeTabRoutes,
  ...cartRoutes,
  ...checkoutRoutes,
  ...partyRoutes,
  ...orderRoutes,
  ...purchaseRoutes,
  ...cancelRoutes,
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
    perform: (call: Call, { route }: Match) => (route ? route.run(call) : notFoundPage(pageCall(call))),
    refuse: (status, _now, headers) => failurePage(status, headers),
    ids: () => ({}),
  };
}

function pageCall(call: Call): PageCall {
  const words = call.query.get('lang')?.toLowerCase() === 'sv' ? sv : en;
  return { ...call, form: formSchema.safeParse(call.body).data ?? {}, words };
}
