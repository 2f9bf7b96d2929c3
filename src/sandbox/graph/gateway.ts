import type { Cloud } from '../cloud.js';
import type { Fault } from '../faults.js';
import { answer, type Incoming, type Outcome } from '../http/exchange.js';
import { type ApiRequest, type ApiResponse, isWrite, splitUrl } from '../http/message.js';
import { statusOf, struck } from '../struck.js';
import type { Tenant } from '../world/state.js';
import { runBatch } from './batch.js';
import { type BatchItem, batchItems } from './batch-body.js';
import { badRequest, codeOfStatus, graphError, messageOfStatus } from './errors.js';
import { answerGraph, costOf } from './routes.js';
import { type GraphThrottle, type Throttled, unitsOf } from './throttle.js';

/** Headers an operation may look at; the rest is not written down. */
const telling = ['consistencylevel', 'content-type', 'if-match'];

export interface GraphGateway {
  handle(request: Incoming, latencyMs: (tenant: Tenant) => number, baseUrl: string): Outcome;
}

/** Graph as it meets its callers: faults, limits and batches around the operations themselves. */
export function createGraphGateway(cloud: Cloud, throttle: GraphThrottle): GraphGateway {
  const one = (tenant: Tenant, app: string, request: ApiRequest & { url: string }, baseUrl: string): ApiResponse => {
    const now = cloud.now();
    const { graph } = tenant.requests;
    const write = isWrite(request.method);
    const units = unitsOf(costOf(request.method, request.path), request.query);
    const limited = throttle.take(tenant, app, units, write, now);
    if (limited) {
      graph.throttled += 1;
      return throttledAnswer(tenant, app, limited, now);
    }
    if (!write) graph.reads += 1;
    const response = write
      ? cloud.change(
          {
            surface: 'graph',
            tenant: tenant.id,
            method: request.method,
            url: request.url,
            headers: pick(request.headers),
            ...(request.body === undefined ? {} : { body: request.body }),
          },
          baseUrl,
        )
      : answerGraph(tenant, request, now, baseUrl);
    return { ...response, headers: { 'x-ms-resource-unit': String(units), ...response.headers } };
  };

  const batch = (tenant: Tenant, request: Incoming, latency: number, baseUrl: string): Outcome => {
    const now = cloud.now();
    const items = batchItems(request.body);
    if ('refusal' in items) return answer(badRequest(items.refusal, now, 'BadRequest'), latency);
    tenant.requests.graph.batches += 1;
    const faults = new Map<BatchItem, Fault>();
    for (const item of items) {
      const fault = cloud.strike({ method: item.method, paths: [item.url, `/v1.0${item.url}`], tenant: tenant.id });
      if (fault) faults.set(item, fault);
    }
    const effects = [...faults.values()].map(({ rule }) => rule);
    if (effects.some(({ effect }) => effect === 'hang')) return { is: 'hang' };
    if (effects.some(({ effect }) => effect === 'reset')) return { is: 'reset', delayMs: latency };
    const slowest = Math.max(0, ...effects.map(({ effect, ms = 1000 }) => (effect === 'slow' ? ms : 0)));
    const perform = (item: BatchItem): ApiResponse => {
      const fault = faults.get(item);
      if (fault?.rule.effect === 'status')
        return statusOf(fault, (status, headers) => statusAnswer(status, cloud.now(), headers));
      const headers = Object.fromEntries(
        Object.entries(item.headers ?? {}).map(([name, value]) => [name.toLowerCase(), value]),
      );
      const inner = { method: item.method, url: item.url, ...splitUrl(item.url), headers, body: item.body };
      const response = one(tenant, request.claims.app, inner, baseUrl);
      return fault?.rule.effect === 'lostReply' ? statusAnswer(504, cloud.now(), {}) : response;
    };
    return answer(runBatch(items, perform, now), latency + slowest);
  };

  return {
    handle(request, latencyMs, baseUrl) {
      const tenant = cloud.tenant(request.claims.tenant);
      const latency = latencyMs(tenant);
      const fault = cloud.strike({
        method: request.method,
        paths: [request.fullUrl, request.url],
        tenant: tenant.id,
      });
      const isBatch = request.path === '/$batch';
      if (isBatch && request.method === 'POST' && !fault) return batch(tenant, request, latency, baseUrl);
      const perform = () => {
        if (!isBatch || request.method !== 'POST') return one(tenant, request.claims.app, request, baseUrl);
        const outcome = batch(tenant, request, latency, baseUrl);
        return outcome.is === 'answer' ? outcome.response : statusAnswer(504, cloud.now(), {});
      };
      return struck(fault, latency, perform, (status, headers) => statusAnswer(status, cloud.now(), headers));
    },
  };
}

function pick(headers: Readonly<Record<string, string>>): Record<string, string> {
  return Object.fromEntries(Object.entries(headers).filter(([name]) => telling.includes(name)));
}

/** A refusal by status alone, in Graph's words. */
export function statusAnswer(status: number, now: number, headers: Record<string, string>): ApiResponse {
  const code = codeOfStatus[status] ?? 'UnknownError';
  return graphError(status, code, messageOfStatus[status] ?? 'The request could not be completed.', now, headers);
}

function throttledAnswer(tenant: Tenant, app: string, limited: Throttled, now: number): ApiResponse {
  return statusAnswer(429, now, {
    'Retry-After': String(limited.retryAfterSeconds),
    'x-ms-throttle-scope': `Tenant_Application/ReadWrite/${app}/${tenant.id}`,
    'x-ms-throttle-information': limited.information,
  });
}
