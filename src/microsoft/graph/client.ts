import { z } from 'zod';
import type { Call, ConnectionOptions, Dialect, Send } from '../call.js';
import { ask, readBody, sender } from '../http.js';
import { noLog } from '../log.js';
import type { Fault } from '../problem.js';
import { tokenFor } from '../token-for.js';
import { scopes } from '../tokens.js';
import { type BatchItem, type BatchReply, batchPath, sendBatch } from './batch.js';
import { listItems, type Page, pageSchema } from './listing.js';
import { fetchPreauthenticated } from './preauthenticated.js';
import { lowPriority, quotaNews } from './quota-news.js';
import { judge } from './refusals.js';

export type GraphRead = {
  tenantId: string;
  path: string;
  doing: string;
  needs: string;
  headers?: Record<string, string>;
};

/** Microsoft Graph v1.0 as the files of this folder speak to it. */
export type GraphClient = {
  get<T>(read: GraphRead, schema: z.ZodType<T>): Promise<T>;
  /**
   * A collection, page by page, each item once; only one page is held at a time.
   * @param id the property that names an item; left out where it has none
   */
  pages<T>(read: GraphRead, item: z.ZodType<T>, id?: string): AsyncIterable<T[]>;
  /**
   * The text behind an answer that leads elsewhere; fetched there without a token.
   * @throws PortError `refused` where that is none of Microsoft's hosts
   */
  download(read: GraphRead): Promise<string>;
  /**
   * A collection that is known to be small.
   * @param first its first page, where that was read already
   */
  all<T>(read: GraphRead, item: z.ZodType<T>, id?: string, first?: Page): Promise<T[]>;
  /** @param write `body` left out where the call takes none */
  post<T>(write: GraphRead & { body?: unknown }, schema: z.ZodType<T>): Promise<T>;
  /** Sends up to 20 requests at once; the answers by the ids of the items. */
  batch(
    call: Pick<Call, 'kind' | 'tenantId' | 'doing' | 'needs'>,
    items: readonly BatchItem[],
  ): Promise<Map<string, BatchReply>>;
  /**
   * The token that the calls carry.
   * @throws PortError when none is to be had
   */
  token(read: Pick<Call, 'tenantId' | 'doing'>, how?: { fresh: boolean }): Promise<string>;
  sleep: (ms: number) => Promise<void>;
  now: () => Date;
};

/** Advanced queries need it, on every page. */
export const eventual = { ConsistencyLevel: 'eventual' };

const errorSchema = z.object({ error: z.object({ code: z.string().nullish(), message: z.string().nullish() }) });

const dialect: Dialect = { scope: scopes.graph, readFault: graphFault, judge, requestIdHeader: 'request-id' };

/** Reads Graph's error envelope; the code may be empty. */
export function graphFault(body: unknown): Fault {
  const parsed = errorSchema.safeParse(body);
  return parsed.success
    ? { code: parsed.data.error.code ?? '', text: parsed.data.error.message ?? '' }
    : { code: '', text: '' };
}

export function graphClient(options: ConnectionOptions): GraphClient {
  const sleep = options.sleep ?? ((ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms)));
  const now = options.now ?? (() => new Date());
  const log = options.log ?? noLog;
  const { quota, canWait } = options;
  const heard: Dialect['heard'] = (call, answer) => {
    // What a batch used is told by each of its parts.
    if (call.path !== batchPath || answer.status === 429)
      quota?.heard(call.tenantId, quotaNews(call.kind === 'write', answer, now()));
  };
  const sendAny = sender({ ...options, sleep, now }, { ...dialect, heard });
  const sendNow: Send = (call) => sendAny(canWait ? { ...call, headers: { ...lowPriority, ...call.headers } } : call);
  /** @param units what it will use, about */
  const room = async ({ kind, tenantId }: Pick<Call, 'kind' | 'tenantId'>, units: number) => {
    if (canWait && kind === 'read') await quota?.room(tenantId, units);
  };
  const send: Send = async (call) => {
    await room(call, 1);
    return sendNow(call);
  };
  const getCall = (read: GraphRead): Call => ({ service: 'graph', kind: 'read', method: 'GET', ...read });

  const pages = <T>(read: GraphRead, item: z.ZodType<T>, id?: string, first?: Page): AsyncIterable<T[]> => {
    let known = first;
    const readPage = async (path: string) => {
      const page = known;
      // Where the list is begun anew it is read anew.
      known = undefined;
      return page ?? (await ask(send, getCall({ ...read, path }), pageSchema));
    };
    return listItems({
      first: read.path,
      readPage,
      readItem: (raw) => readBody(getCall(read), raw, item),
      id,
      doing: read.doing,
      log,
    });
  };

  return {
    get: (read, schema) => ask(send, getCall(read), schema),
    pages,
    download: async (read) => {
      const { headers } = await send({ ...getCall(read), leadsElsewhere: true });
      return fetchPreauthenticated(headers.get('location'), read.doing, options);
    },
    all: async (read, item, id, first) => {
      const found = [];
      for await (const page of pages(read, item, id, first)) found.push(...page);
      return found;
    },
    post: async (write, schema) => {
      const call: Call = { service: 'graph', kind: 'write', method: 'POST', ...write };
      return readBody(call, (await send(call)).body, schema);
    },
    batch: async (call, items) => {
      await room(call, items.length);
      const parts = canWait ? items.map((item) => ({ ...item, headers: { ...lowPriority, ...item.headers } })) : items;
      const replies = await sendBatch(sendNow, call, parts);
      for (const reply of replies.values()) quota?.heard(call.tenantId, quotaNews(call.kind === 'write', reply, now()));
      return replies;
    },
    token: (read, how) => tokenFor(read, options.scope ?? dialect.scope, options, how),
    sleep,
    now,
  };
}
