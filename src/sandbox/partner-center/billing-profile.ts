import { z } from 'zod';
import type { ApiCall, ApiRoute } from '../api.js';
import type { ApiResponse } from '../http/message.js';
import { guidFrom } from '../random.js';
import type { Tenant } from '../world/state.js';
import { ifMatchError, partnerBadBody, selfLink } from './partner-error.js';

export const billingProfileRoutes: readonly ApiRoute[] = [
  { method: 'GET', path: '/profiles/billing', run: get },
  { method: 'PUT', path: '/profiles/billing', run: put },
];

const text = z.string().min(1).max(256);
const schema = z.object({
  firstName: text,
  lastName: text,
  email: z.email(),
  culture: text,
  language: text,
  companyName: text,
  defaultAddress: z.looseObject({
    country: z.string().regex(/^[A-Z]{2}$/, { error: 'is not a two-letter country code' }),
    city: text,
    addressLine1: text,
    postalCode: text.optional(),
  }),
});

function etagOf({ id, billingProfile }: Tenant): string {
  return Buffer.from(`${id.slice(0, 8)}:${billingProfile.version}`).toString('base64');
}

function get({ tenant, path }: ApiCall): ApiResponse {
  const { version: _, ...profile } = tenant.billingProfile;
  const body = {
    id: guidFrom(`${tenant.id}|billing profile`),
    ...profile,
    links: selfLink(path),
    attributes: { etag: etagOf(tenant), objectType: 'CustomerBillingProfile' },
  };
  return { status: 200, body };
}

function put(call: ApiCall): ApiResponse {
  const { tenant } = call;
  const stale = ifMatchError(call, etagOf(tenant));
  if (stale) return stale;
  const parsed = schema.safeParse(call.body);
  if (!parsed.success) return partnerBadBody(parsed.error.issues);
  tenant.billingProfile = { ...parsed.data, version: tenant.billingProfile.version + 1 };
  return get(call);
}
