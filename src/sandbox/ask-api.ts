import type { Api, ApiMatch, Parts } from './api.js';
import type { Cloud } from './cloud.js';
import { answered, type Fate } from './http/fate.js';
import { type ApiRequest, type ApiResponse, isWrite, splitUrl, type WireRequest } from './http/message.js';
import type { JournalLine } from './journal.js';
import { below, type Destination, type Routing } from './routing.js';
import { struck } from './struck.js';
import type { Tenant } from './world/state.js';

/** Who asks which API about which tenant. */
interface Caller {
  readonly cloud: Cloud;
  readonly api: Api;
  readonly tenant: Tenant;
  readonly app: string;
  readonly origin: string;
}

/** What a request to one of the APIs comes to: who asks, what goes wrong, whether it is one too many, what is done. */
export function askApi(
  cloud: Cloud,
  routing: Routing,
  latencyMs: (tenant: Tenant) => number,
  { method, url, headers, origin, text }: WireRequest,
  { api, match, isBatch }: Destination & { readonly is: 'api' },
): Fate {
  const admitted = api.admit({ method, headers, text }, match.parameters, cloud.now());
  if ('refusal' in admitted) return answered(admitted.refusal);
  const { app, body } = admitted;
  const tenant = cloud.tenant(admitted.tenant);
  const caller = { cloud, api, tenant, app, origin };
  const request = { method, ...splitUrl(below(api.root, url)), headers, body };
  const fault = cloud.strike({ method, paths: [url, request.url, ...(api.aliases?.(url) ?? [])], tenant: tenant.id });
  const perform = () =>
    isBatch && api.batch
      ? api.batch.answer(body, partsOf(caller, routing), cloud.now())
      : answered(performOne(caller, request, match));
  return struck(fault, latencyMs(tenant), perform, (status, given) => api.refuse(status, cloud.now(), given));
}

function partsOf(caller: Caller, routing: Routing): Parts {
  const { cloud, api, tenant } = caller;
  return {
    tenant,
    strike: (method, url) => cloud.strike({ method, paths: [url, `${api.root}${url}`], tenant: tenant.id }),
    perform: (part) => performOne(caller, part, routing.within(api.name, tenant.id, part.method, part.url).match),
  };
}

/** One request, counted against the limits, and written down when it changes something. */
function performOne({ cloud, api, tenant, app, origin }: Caller, request: ApiRequest, match: ApiMatch): ApiResponse {
  const now = cloud.now();
  const counts = api.counted && tenant.requests[api.counted];
  const limit = api.limit?.(tenant, app, request, match.route, now) ?? { headers: {} };
  if ('refusal' in limit) {
    if (counts) counts.throttled += 1;
    return limit.refusal;
  }
  if (counts && !isWrite(request.method)) counts.reads += 1;
  const response = isWrite(request.method)
    ? cloud.change(lineOf(api, tenant, request), origin)
    : api.perform({ ...request, tenant, now, origin, parameters: match.parameters }, match);
  return { ...response, headers: { ...limit.headers, ...response.headers } };
}

function lineOf(
  { name, telling }: Api,
  tenant: Tenant,
  { method, url, headers, body }: ApiRequest,
): Omit<JournalLine, 'at'> {
  const told = telling && Object.fromEntries(Object.entries(headers).filter(([header]) => telling.includes(header)));
  return {
    surface: name,
    tenant: tenant.id,
    method,
    url,
    ...(told ? { headers: told } : {}),
    ...(body === undefined ? {} : { body }),
  };
}
