import type { Cloud } from '../cloud.js';
import type { Outcome } from '../http/exchange.js';
import { answer } from '../http/exchange.js';
import { isWrite, splitUrl } from '../http/message.js';
import { struck } from '../struck.js';
import type { Tenant } from '../world/state.js';
import { failurePage } from './failure-page.js';
import { answerAdminCenter } from './routes.js';

interface FormRequest {
  readonly method: string;
  /** Path and query after the prefix: the tenant, then its page. */
  readonly url: string;
  readonly fullUrl: string;
  readonly form: Readonly<Record<string, string>>;
}

export interface AdminCenterGateway {
  handle(request: FormRequest, latencyMs: (tenant: Tenant) => number): Outcome;
}

const tenantPath = /^\/([A-Za-z0-9.-]{1,100})(?=[/?]|$)/;

/** The admin center as a browser meets it: one tenant's pages, for whoever opens them. */
export function createAdminCenterGateway(cloud: Cloud): AdminCenterGateway {
  return {
    handle({ method, url, fullUrl, form }, latencyMs) {
      const id = tenantPath.exec(url)?.[1];
      if (id === undefined) return answer(failurePage(404));
      const tenant = cloud.tenant(id);
      const rest = url.slice(id.length + 1);
      const perform = () =>
        isWrite(method)
          ? cloud.change({ surface: 'admin-center', tenant: tenant.id, method, url: rest, body: form })
          : answerAdminCenter(tenant, { method, ...splitUrl(rest), headers: {}, body: undefined }, cloud.now());
      const struckBy = cloud.strike({ method, paths: [fullUrl, rest], tenant: tenant.id });
      return struck(struckBy, latencyMs(tenant), perform, failurePage);
    },
  };
}
