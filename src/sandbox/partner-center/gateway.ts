import type { Cloud } from '../cloud.js';
import type { Incoming, Outcome } from '../http/exchange.js';
import { answer } from '../http/exchange.js';
import { type ApiResponse, isWrite, splitUrl } from '../http/message.js';
import { struck } from '../struck.js';
import type { Tenant } from '../world/state.js';
import { fault } from './request.js';
import { answerPartnerCenter } from './routes.js';
import type { CommerceThrottle } from './throttle.js';

const customerPath = /^\/v1\/customers\/([^/?]+)(\/[^?]*)?/i;
const telling = ['ms-requestid', 'if-match'];

export interface CommerceGateway {
  handle(request: Incoming, latencyMs: (tenant: Tenant) => number): Outcome;
}

/** Partner Center as it meets its callers. The customer is in the path; the token is the partner's. */
export function createCommerceGateway(cloud: Cloud, throttle: CommerceThrottle): CommerceGateway {
  return {
    handle(request, latencyMs) {
      const found = customerPath.exec(request.url);
      if (!found?.[1]) return answer(fault(404, '404', 'There is no such resource.'));
      const tenant = cloud.tenant(decode(found[1]));
      const url = request.url.slice(`/v1/customers/${found[1]}`.length);
      const perform = (): ApiResponse => {
        const counts = tenant.requests.commerce;
        const wait = throttle.take(tenant.id, cloud.now());
        if (wait !== undefined) {
          counts.throttled += 1;
          return throttled(wait);
        }
        if (!isWrite(request.method)) {
          counts.reads += 1;
          return answerPartnerCenter(tenant, { ...request, ...splitUrl(url) }, cloud.now());
        }
        const headers = Object.fromEntries(Object.entries(request.headers).filter(([name]) => telling.includes(name)));
        const { method, body } = request;
        const entry = { surface: 'partner-center', tenant: tenant.id, method, url, headers } as const;
        return cloud.change(body === undefined ? entry : { ...entry, body });
      };
      const struckBy = cloud.strike({
        method: request.method,
        paths: [request.fullUrl, request.url, url],
        tenant: tenant.id,
      });
      return struck(struckBy, latencyMs(tenant), perform, (status, headers) => ({
        ...(status === 429
          ? throttled(Number(headers['Retry-After'] ?? 57))
          : fault(status, status, 'Request failed.')),
        headers,
      }));
    },
  };
}

function decode(segment: string): string {
  try {
    return decodeURIComponent(segment).toLowerCase();
  } catch {
    // Not an escape: it is taken as it stands, as a tenant of that name.
    return segment.toLowerCase();
  }
}

/** Throttling has a shape of its own. */
function throttled(seconds: number): ApiResponse {
  return {
    status: 429,
    headers: { 'Retry-After': String(seconds) },
    body: { statusCode: 429, message: `Rate limit is exceeded. Try again in ${seconds} seconds.` },
  };
}
