import { z } from 'zod';
import type { Answer, Call, ConnectionOptions, Dialect, Send } from '../call.js';
import { ask, sender } from '../http.js';
import type { Fault } from '../problem.js';
import { TheirClock } from '../their-clock.js';
import { scopes } from '../tokens.js';
import { camelCased } from './casing.js';
import { judge } from './refusals.js';

export type PartnerCenterOptions = ConnectionOptions & {
  /** The tenant of the partner that runs the bot; every token is its own. */
  partnerTenantId: string;
  newGuid: () => string;
};

type Request = {
  /** The tenant of the customer. */
  customer: string;
  /** Below `/v1/customers/{customer}`, or a whole path from a collection's `next` link. */
  path: string;
  doing: string;
  headers?: Record<string, string>;
};

type Change = Request & {
  method: 'POST' | 'PUT' | 'PATCH';
  /** MS-RequestId: sent again with the same one, a change has one effect. */
  requestId: string;
  body?: unknown;
};

/** Partner Center as the files of this folder speak to it, for one partner. */
export type PartnerCenter = {
  get<T>(request: Request, schema: z.ZodType<T>): Promise<T>;
  /** A collection with all its pages. */
  list<T>(request: Request, item: z.ZodType<T>): Promise<T[]>;
  change<T>(change: Change, schema: z.ZodType<T>): Promise<T>;
  /** A change whose answer is of no interest, or none. */
  send(change: Change): Promise<Answer>;
  /** The time by Partner Center's clock. */
  now: () => Date;
  /** The earliest that something may be dated there which was placed then by our clock. */
  earliest: (placedAt: Date) => Date;
};

const dialect: Dialect = {
  scope: scopes.partnerCenter,
  readFault,
  faultInSuccess,
  judge,
  requestIdHeader: 'MS-RequestId',
};

const needs = 'Partner Center API';
const mostPages = 200;

const faultSchema = z.object({ code: z.union([z.string(), z.number()]).nullish(), description: z.string().nullish() });
const throttledSchema = z.object({ statusCode: z.number(), message: z.string() });

/** Reads Partner Center's error, or the other shape that its throttle answers with. */
function readFault(body: unknown): Fault {
  const throttled = throttledSchema.safeParse(body);
  if (throttled.success) return { code: String(throttled.data.statusCode), text: throttled.data.message };
  const fault = faultSchema.safeParse(camelCased(body));
  return { code: String(fault.data?.code ?? '').trim(), text: fault.data?.description ?? '' };
}

const successfulFaultSchema = z.object({
  code: z.union([z.string(), z.number()]),
  description: z.string(),
  source: z.string(),
});

/**
 * Partner Center's error in an answer with status 200: an item that is not available says so in this way. A resource
 * may have a code or a description of its own; all three fields together are only in an error.
 * @see https://learn.microsoft.com/partner-center/developer/error-codes (400072, read 2023-06-15)
 */
function faultInSuccess(body: unknown): Fault | undefined {
  const { data } = successfulFaultSchema.safeParse(camelCased(body));
  return data && { code: String(data.code), text: data.description };
}

/**
 * Whether an answer is a collection. One without items is empty where it says so, and anything else where it does not:
 * that there is nothing is not read from an answer to something else.
 * @see https://learn.microsoft.com/partner-center/developer/partner-center-rest-resources
 */
export function isCollection({ totalCount, items }: { totalCount?: unknown; items?: unknown }): boolean {
  return items != null || totalCount === 0;
}

const nextSchema = z.object({
  uri: z.string(),
  headers: z.array(z.object({ key: z.string(), value: z.string() })).nullish(),
});

/** @see https://learn.microsoft.com/partner-center/developer/headers */
export function partnerCenter(options: PartnerCenterOptions): PartnerCenter {
  const now = options.now ?? (() => new Date());
  const clock = new TheirClock(now);
  const sendCall = sender({ ...options, now }, dialect);

  function callOf(request: Request, requestId: string): Omit<Call, 'kind' | 'method'> {
    const { customer, path, doing, headers } = request;
    return {
      service: 'partnerCenter',
      tenantId: options.partnerTenantId,
      customer,
      path:
        path.startsWith('/v1/') || /^https?:/i.test(path)
          ? path
          : `/v1/customers/${encodeURIComponent(customer)}${path}`,
      doing,
      needs,
      headers: {
        'MS-RequestId': requestId,
        'MS-CorrelationId': options.newGuid(),
        // Error texts are matched and shown as Microsoft's own words; they come in one language.
        'X-Locale': 'en-US',
        ...headers,
      },
    };
  }

  const readCall = (request: Request): Call => ({ kind: 'read', method: 'GET', ...callOf(request, options.newGuid()) });
  const changeCall = ({ method, requestId, body, ...request }: Change): Call => ({
    kind: 'write',
    method,
    body,
    ...callOf(request, requestId),
  });

  // Every answer is read in one casing, whatever it came in.
  const inCamelCase: Send = async (call) => {
    const answer = await sendCall(call);
    clock.heard(answer.headers);
    return { ...answer, body: camelCased(answer.body) };
  };

  return {
    get: (request, schema) => ask(inCamelCase, readCall(request), schema),
    list: async (request, item) => {
      const schema = z
        .object({
          totalCount: z.number().nullish(),
          items: z.array(item).nullish(),
          links: z.object({ next: nextSchema.nullish() }).nullish(),
        })
        .refine(isCollection);
      const found = [];
      let next: Request | undefined = request;
      for (let page = 1; next && page <= mostPages; page++) {
        const { items, links }: z.infer<typeof schema> = await ask(inCamelCase, readCall(next), schema);
        found.push(...(items ?? []));
        next = links?.next ? nextRequest(request, links.next) : undefined;
      }
      return found;
    },
    change: (change, schema) => ask(inCamelCase, changeCall(change), schema),
    send: (change) => inCamelCase(changeCall(change)),
    now: () => clock.now(),
    earliest: (placedAt) => clock.earliest(placedAt),
  };
}

function nextRequest(request: Request, { uri, headers }: z.infer<typeof nextSchema>): Request {
  // The links of Partner Center leave out the version.
  const path = uri.startsWith('/') && !uri.startsWith('/v1/') ? `/v1${uri}` : uri;
  const continuation = Object.fromEntries((headers ?? []).map(({ key, value }) => [key, value]));
  return { ...request, path, headers: { ...request.headers, ...continuation } };
}
