import { z } from 'zod';
import type { Directory } from '../../upgrade/ports.js';
import { hasProblem, PortError } from '../../upgrade/ports.js';
import type { Answer, Call, ConnectionOptions, Dialect } from '../call.js';
import { ask, sender } from '../http.js';
import { type Log, noLog } from '../log.js';
import type { Fault } from '../problem.js';
import { scopes } from '../tokens.js';
import type { Products } from './product-ids.js';
import { judge } from './refusals.js';

/** What of the directory tells who is behind a group or a directory role. */
export type People = Partial<Pick<Directory, 'users' | 'groupMembers' | 'peopleWith'>>;

export type BillingOptions = ConnectionOptions & {
  /** Name or whole resource id of the account to buy on; found by the tenant's token when left out. */
  billingAccountId?: string | undefined;
  /** What plans are called in Microsoft's catalogue, which has no public API. */
  products?: Products | undefined;
  /**
   * How Graph lists the tenant's subscriptions: tells them apart where Graph and billing name them differently. And who
   * its people are, for roles that are assigned to groups.
   */
  directory?: (Pick<Directory, 'subscriptions'> & People) | undefined;
  /** Names requests in Microsoft's logs. */
  newGuid?: (() => string) | undefined;
};

type BillingRequest = {
  tenantId: string;
  /** Below the base address, or a whole address; the version is added where Microsoft did not give it. */
  path: string;
  doing: string;
};

/** Microsoft.Billing as the files of this folder speak to it. */
export type Billing = {
  get<T>(request: BillingRequest, schema: z.ZodType<T>): Promise<T>;
  /** As {@link get}; undefined when there is nothing at the path. */
  getIfThere<T>(request: BillingRequest, schema: z.ZodType<T>): Promise<T | undefined>;
  /** A collection with all its pages; rejects rather than leave any out. */
  list<T>(request: BillingRequest, item: z.ZodType<T>): Promise<T[]>;
  /** The answer as it came: what an operation under way is asked by. */
  look(request: BillingRequest): Promise<Answer>;
  change(request: BillingRequest & { method: 'PUT' | 'PATCH' | 'DELETE'; body?: unknown }): Promise<Answer>;
  sleep: (ms: number) => Promise<void>;
  now: () => Date;
  log: Log;
};

const version = 'api-version=2024-04-01';
const mostPages = 200;

const dialect: Dialect = { scope: scopes.billing, readFault, judge, requestIdHeader: 'x-ms-request-id' };

const errorSchema = z.object({ error: z.object({ code: z.string().nullish(), message: z.string().nullish() }) });

/** Reads the error envelope that all of Azure Resource Manager shares. */
export function readFault(body: unknown): Fault {
  const { data } = errorSchema.safeParse(body);
  return { code: data?.error.code ?? '', text: data?.error.message ?? '' };
}

function versioned(path: string): string {
  if (/[?&]api-version=/i.test(path)) return path;
  return `${path}${path.includes('?') ? '&' : '?'}${version}`;
}

/** @see https://learn.microsoft.com/rest/api/billing/ */
export function billingClient(options: BillingOptions): Billing {
  const sleep = options.sleep ?? ((ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms)));
  const now = options.now ?? (() => new Date());
  const send = sender({ ...options, sleep, now }, dialect);

  const callOf = ({
    tenantId,
    path,
    doing,
  }: BillingRequest): Pick<Call, 'service' | 'tenantId' | 'path' | 'doing' | 'headers'> => ({
    service: 'billing',
    tenantId,
    path: versioned(path),
    doing,
    headers: options.newGuid ? { 'x-ms-client-request-id': options.newGuid() } : {},
  });
  const readCall = (request: BillingRequest): Call => ({
    kind: 'read',
    method: 'GET',
    needs: 'Billing account reader',
    ...callOf(request),
  });
  const get: Billing['get'] = (request, schema) => ask(send, readCall(request), schema);

  return {
    get,
    getIfThere: async (request, schema) => {
      try {
        return await get(request, schema);
      } catch (error) {
        if (hasProblem(error, 'notFound')) return undefined;
        throw error;
      }
    },
    list: async (request, item) => {
      const schema = z.object({ value: z.array(item), nextLink: z.string().nullish() });
      const found = [];
      let path: string | undefined = request.path;
      for (let page = 1; path !== undefined; page++) {
        if (page > mostPages) {
          const text = `The list has more than ${mostPages} pages`;
          throw new PortError({ is: 'refused', code: 'tooManyPages', text }, request.doing);
        }
        const { value, nextLink }: z.infer<typeof schema> = await get({ ...request, path }, schema);
        found.push(...value);
        path = nextLink || undefined;
      }
      return found;
    },
    look: (request) => send(readCall(request)),
    change: ({ method, body, ...request }) =>
      send({ kind: 'write', method, body, needs: 'Billing account contributor', ...callOf(request) }),
    sleep,
    now,
    log: options.log ?? noLog,
  };
}
