import { z } from 'zod';
import type { ApiResponse } from '../http/message.js';
import { isCountry } from '../world/countries.js';
import type { Basket, Party, Tenant } from '../world/state.js';
import { basketPath, withOpenBasket } from './basket.js';
import { form, textField } from './fields.js';
import { html } from './html.js';
import { htmlPage } from './html-page.js';
import { link, type PageCall, type PageRoute, redirect } from './page-call.js';
import { soldTo } from './sold-to.js';
import { unlessUpgrading } from './unless-upgrading.js';

/** Change beside Sold to and Billed to. */
export const partyPages: readonly PageRoute[] = (['sold-to', 'billed-to'] as const).flatMap((whose) => {
  const pattern = `/cart/:token/${whose}`;
  return [
    { method: 'GET', path: pattern, run: withOpenBasket((call, basket) => partyPage(call, basket, whose)) },
    {
      method: 'POST',
      path: pattern,
      run: unlessUpgrading(withOpenBasket((call, basket) => save(call, basket, whose))),
    },
  ];
});

type Whose = 'sold-to' | 'billed-to';

const field = z.string().trim().min(1).max(256);
const schema = z.object({
  name: field,
  addressLine1: field,
  city: field,
  postalCode: field,
  country: field.toUpperCase().refine(isCountry),
});
const names = ['name', 'addressLine1', 'city', 'postalCode', 'country'] as const;

function partyPage(call: PageCall, basket: Basket, whose: Whose, problem?: string): ApiResponse {
  const { words, tenant, form: sent } = call;
  const now = whose === 'sold-to' ? soldTo(tenant) : basket.billedTo;
  const fields = names.map((name) => textField(name, words[name], sent[name] ?? now[name], { problem }));
  const action = link(call, basketPath(basket, `/${whose}`));
  const title = whose === 'sold-to' ? words.soldTo : words.billedTo;
  const body = html`<section>${form(action, html`${fields}`, words.save)}</section>`;
  return htmlPage(call, { title, body, problem });
}

function save(call: PageCall, basket: Basket, whose: Whose): ApiResponse {
  const parsed = schema.safeParse(call.form);
  if (!parsed.success) return partyPage(call, basket, whose, call.words.allRequired);
  if (whose === 'billed-to') basket.billedTo = parsed.data;
  else sellTo(call.tenant, parsed.data);
  return redirect(call, basketPath(basket, '/checkout'));
}

function sellTo({ billingProfile }: Tenant, { name, ...address }: Party): void {
  billingProfile.companyName = name;
  billingProfile.defaultAddress = { ...billingProfile.defaultAddress, ...address };
  billingProfile.version += 1;
}
