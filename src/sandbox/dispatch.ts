import { adminCenterApi } from './admin-center/api.js';
import type { Echo } from './api.js';
import { askApi } from './ask-api.js';
import { billingApi } from './billing/api.js';
import type { Cloud } from './cloud.js';
import { answerControl } from './control/answer.js';
import { problem } from './control/problem.js';
import { graphApi } from './graph/api.js';
import { answered, type Fate } from './http/fate.js';
import { refusalOfForeignPage } from './http/foreign-page.js';
import type { ApiResponse, WireRequest } from './http/message.js';
import { partnerCenterApi } from './partner-center/api.js';
import { seededRandom } from './random.js';
import { reportsApi } from './reports/api.js';
import { createRouting, type Destination, type Routing } from './routing.js';
import { askToken } from './token-endpoint.js';
import type { Tenant } from './world/state.js';

export interface Dispatch {
  /** What becomes of a request. `id` is the one it is named by in the answer. */
  ask(request: WireRequest, id: string): Fate;
  /** What a caller is told when the sandbox itself fails, in the words of the API that was asked. */
  fail(request: Pick<WireRequest, 'url' | 'headers'>, status: 413 | 500, id: string): ApiResponse;
}

export function allRouting(): Routing {
  return createRouting([graphApi(), reportsApi(), partnerCenterApi(), billingApi(), adminCenterApi()]);
}

/** Sends every request to what it is for. */
export function createDispatch(cloud: Cloud, routing: Routing): Dispatch {
  const random = seededRandom(7);
  const latencyMs = ({ scenario }: Tenant) => {
    const [from, to] = scenario.latencyMs;
    return from + random() * (to - from);
  };
  const fateOf = (request: WireRequest, found: Destination | undefined): Fate => {
    switch (found?.is) {
      case undefined:
        return answered(nothingHere);
      case 'control':
        return answered(answerControl(cloud, request, found));
      case 'tokens':
        return askToken(cloud, request, found.tenant);
      case 'api':
        return askApi(cloud, routing, latencyMs, request, found);
      default: {
        const never: never = found;
        return never;
      }
    }
  };
  return {
    ask(request, id) {
      const refusal = refusalOfForeignPage(request.method, request.headers);
      if (refusal) return answered(problem(403, refusal));
      const found = routing.find(request.method, request.url);
      const fate = fateOf(request, found);
      return fate.is === 'answer' ? { ...fate, response: named(fate.response, request, found, id) } : fate;
    },
    fail(request, status, id) {
      const found = routing.find('GET', request.url);
      const sentence = status === 413 ? 'The request body is too large.' : 'The request could not be completed.';
      const response = found?.is === 'api' ? found.api.refuse(status, cloud.now()) : problem(status, sentence);
      return named(response, request, found, id);
    },
  };
}

const nothingHere = problem(
  404,
  'The sandbox has nothing here. Its APIs are /v1.0, /partnercenter/v1, /providers/Microsoft.Billing and /_sandbox; people go to /admin-center.',
);

/** The answer with the headers by which each API names a request. */
function named(
  response: ApiResponse,
  { headers }: Pick<WireRequest, 'headers'>,
  found: Destination | undefined,
  id: string,
): ApiResponse {
  const echo: Echo = (name) => {
    const value = headers[name];
    return value !== undefined && /^[\x20-\x7e]{1,200}$/.test(value) ? value : undefined;
  };
  const ids = (found?.is === 'api' && found.api.ids?.(id, echo)) || {
    'request-id': id,
    'client-request-id': echo('client-request-id') ?? id,
    'OData-Version': '4.0',
  };
  return { ...response, headers: { ...ids, ...response.headers } };
}
