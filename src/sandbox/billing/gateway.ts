import type { Cloud } from '../cloud.js';
import type { Incoming, Outcome } from '../http/exchange.js';
import { type ApiResponse, isWrite } from '../http/message.js';
import type { CommerceThrottle } from '../partner-center/throttle.js';
import { struck } from '../struck.js';
import type { Tenant } from '../world/state.js';
import { armError } from './request.js';
import { answerBilling } from './routes.js';

export interface BillingGateway {
  handle(request: Incoming, latencyMs: (tenant: Tenant) => number, baseUrl: string): Outcome;
}

/** Microsoft.Billing as it meets its callers. A token is for one tenant, which sees its own account only. */
export function createBillingGateway(cloud: Cloud, throttle: CommerceThrottle): BillingGateway {
  return {
    handle(request, latencyMs, baseUrl) {
      const tenant = cloud.tenant(request.claims.tenant);
      const perform = (): ApiResponse => {
        const counts = tenant.requests.commerce;
        const wait = throttle.take(tenant.id, cloud.now());
        if (wait !== undefined) {
          counts.throttled += 1;
          return statusError(429, { 'Retry-After': String(wait) });
        }
        if (!isWrite(request.method)) {
          counts.reads += 1;
          return answerBilling(tenant, request, cloud.now(), baseUrl);
        }
        const { method, url, body } = request;
        const entry = { surface: 'billing', tenant: tenant.id, method, url } as const;
        return cloud.change(body === undefined ? entry : { ...entry, body }, baseUrl);
      };
      const struckBy = cloud.strike({ method: request.method, paths: [request.url], tenant: tenant.id });
      return struck(struckBy, latencyMs(tenant), perform, statusError);
    },
  };
}

const codes: Readonly<Record<number, string>> = {
  409: 'Conflict',
  429: 'TooManyRequests',
  500: 'InternalServerError',
  503: 'ServiceUnavailable',
};

/** A refusal by status alone, in Resource Manager's words. */
export function statusError(status: number, headers: Readonly<Record<string, string>> = {}): ApiResponse {
  return armError(status, codes[status] ?? 'RequestFailed', 'The request could not be completed.', headers);
}
