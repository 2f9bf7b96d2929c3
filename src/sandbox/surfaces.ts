import { failurePage } from './admin-center/failure-page.js';
import { createAdminCenterGateway } from './admin-center/gateway.js';
import { createBillingGateway, statusError } from './billing/gateway.js';
import { armError } from './billing/request.js';
import type { Cloud } from './cloud.js';
import { handleControl } from './control/handle.js';
import { problem } from './control/problem.js';
import { badRequest, graphError } from './graph/errors.js';
import { createGraphGateway, statusAnswer } from './graph/gateway.js';
import { createGraphThrottle } from './graph/throttle.js';
import { parseJson } from './http/body.js';
import { answer, type Outcome } from './http/exchange.js';
import { type ApiResponse, splitUrl } from './http/message.js';
import { createCommerceGateway } from './partner-center/gateway.js';
import { fault } from './partner-center/request.js';
import { createCommerceThrottle } from './partner-center/throttle.js';
import { seededRandom } from './random.js';
import { struck } from './struck.js';
import { issueToken } from './token-endpoint.js';
import { audiences, readToken } from './tokens.js';
import type { Tenant } from './world/state.js';

/** A request as it came over the wire. */
export interface RawRequest {
  readonly method: string;
  /** Path and query. */
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly text: string;
  /** Scheme, host and port by which the caller reached the sandbox. */
  readonly origin: string;
}

/** One API of the sandbox: everything under a prefix. */
export interface Surface {
  readonly prefix: RegExp;
  readonly handle: (request: RawRequest, rest: string) => Outcome;
}

/** The APIs of the sandbox, in the order in which their prefixes are tried. */
export function createSurfaces(cloud: Cloud): readonly Surface[] {
  const random = seededRandom(7);
  const latencyMs = ({ scenario }: Tenant) => {
    const [from, to] = scenario.latencyMs;
    return from + random() * (to - from);
  };
  return [
    { prefix: /^\/_sandbox(?=\/)/, handle: (request, rest) => control(cloud, request, rest) },
    { prefix: /^\/v1\.0(?=\/)/i, handle: graph(cloud, latencyMs) },
    { prefix: /^\/partnercenter(?=\/v1\/)/i, handle: commerce(cloud, latencyMs) },
    { prefix: /^(?=\/providers\/Microsoft\.Billing(\/|\?|$))/i, handle: billing(cloud, latencyMs) },
    { prefix: /^\/admin-center(?=\/)/i, handle: adminCenter(cloud, latencyMs) },
    { prefix: /^(?=\/[^/]+\/oauth2\/(v2\.0\/)?token(\?|$))/i, handle: (request) => tokens(cloud, request) },
  ];
}

/** Answers a request by the surface its path belongs to. */
export function dispatch(surfaces: readonly Surface[], request: RawRequest): Outcome {
  for (const { prefix, handle } of surfaces) {
    const found = prefix.exec(request.url);
    if (found) return handle(request, request.url.slice(found[0].length));
  }
  return answer(
    problem(
      404,
      'The sandbox has nothing here. Its APIs are /v1.0, /partnercenter/v1, /providers/Microsoft.Billing and /_sandbox; people go to /admin-center.',
    ),
  );
}

function control(cloud: Cloud, { method, text }: RawRequest, rest: string): Outcome {
  const json = parseJson(text);
  return answer(json ? handleControl(cloud, method, rest, json.value) : problem(400, 'The body is not valid JSON.'));
}

function tokens(cloud: Cloud, { method, url, text }: RawRequest): Outcome {
  const tenant = url.split('/')[1] ?? '';
  const struckBy = cloud.strike({ method, paths: [url], tenant: tenant.toLowerCase() });
  const perform = (): ApiResponse =>
    method === 'POST'
      ? issueToken(tenant, new URLSearchParams(text), cloud.now())
      : problem(405, 'Tokens are asked for with POST.');
  return struck(struckBy, 0, perform, (status, headers) => ({
    status,
    headers,
    body: { error: 'temporarily_unavailable', error_description: 'AADSTS90033: A transient error has occurred.' },
  }));
}

function graph(cloud: Cloud, latencyMs: (tenant: Tenant) => number): Surface['handle'] {
  const gateway = createGraphGateway(cloud, createGraphThrottle());
  return (request, rest) => {
    const now = cloud.now();
    const verdict = readToken(request.headers.authorization, audiences.graph, now);
    if ('refusal' in verdict) {
      const headers = { 'WWW-Authenticate': 'Bearer realm="", error="invalid_token"' };
      return answer(graphError(401, 'InvalidAuthenticationToken', verdict.refusal, now, headers));
    }
    const json = parseJson(request.text);
    if (!json) return answer(badRequest('Unable to read JSON request payload.', now, 'BadRequest'));
    const incoming = {
      ...request,
      ...splitUrl(rest),
      url: rest,
      fullUrl: request.url,
      body: json.value,
      claims: verdict.claims,
    };
    return gateway.handle(incoming, latencyMs, `${request.origin}/v1.0`);
  };
}

function commerce(cloud: Cloud, latencyMs: (tenant: Tenant) => number): Surface['handle'] {
  const gateway = createCommerceGateway(cloud, createCommerceThrottle());
  return (request, rest) => {
    const verdict = readToken(request.headers.authorization, audiences.partnerCenter, cloud.now());
    if ('refusal' in verdict) return answer(fault(401, '401', verdict.refusal));
    const json = parseJson(request.text);
    if (!json) return answer(fault(400, '2000', 'The request body is not valid JSON.'));
    const incoming = {
      ...request,
      ...splitUrl(rest),
      url: rest,
      fullUrl: request.url,
      body: json.value,
      claims: verdict.claims,
    };
    return gateway.handle(incoming, latencyMs);
  };
}

function billing(cloud: Cloud, latencyMs: (tenant: Tenant) => number): Surface['handle'] {
  const gateway = createBillingGateway(cloud, createCommerceThrottle());
  return (request, rest) => {
    const verdict = readToken(request.headers.authorization, audiences.management, cloud.now());
    if ('refusal' in verdict) {
      const headers = { 'WWW-Authenticate': 'Bearer error="invalid_token"' };
      return answer(armError(401, 'InvalidAuthenticationToken', verdict.refusal, headers));
    }
    const json = parseJson(request.text);
    if (!json) return answer(armError(400, 'InvalidRequestContent', 'The request body is not valid JSON.'));
    const incoming = {
      ...request,
      ...splitUrl(rest),
      url: rest,
      fullUrl: request.url,
      body: json.value,
      claims: verdict.claims,
    };
    return gateway.handle(incoming, latencyMs, request.origin);
  };
}

function adminCenter(cloud: Cloud, latencyMs: (tenant: Tenant) => number): Surface['handle'] {
  const gateway = createAdminCenterGateway(cloud);
  return ({ method, url, text }, rest) =>
    gateway.handle({ method, url: rest, fullUrl: url, form: Object.fromEntries(new URLSearchParams(text)) }, latencyMs);
}

/** What a caller is told when the sandbox itself fails, in the words of the API that was asked. */
export function failureAnswer(url: string, status: 413 | 500, now: number): ApiResponse {
  if (/^\/v1\.0\//i.test(url)) return statusAnswer(status, now, {});
  if (/^\/providers\//i.test(url)) return statusError(status);
  if (/^\/admin-center\//i.test(url)) return failurePage(status);
  const sentence = status === 413 ? 'The request body is too large.' : 'The request could not be completed.';
  return /^\/partnercenter\//i.test(url) ? fault(status, status, sentence) : problem(status, sentence);
}
