import type { z } from 'zod';
import { backoffMs } from '../base/backoff.js';
import { PortError, type Problem } from '../upgrade/ports.js';
import { lenientJson } from './lenient-json.js';
import { type Log, noLog } from './log.js';
import { neverConnected } from './never-connected.js';
import { type Fault, problemOf, type TurnedAway } from './problem.js';
import type { TokenSource } from './tokens.js';

/** How an API is reached; the same for all of them. */
export type ConnectionOptions = {
  /** Without a trailing slash. */
  baseUrl: string;
  /** What the tokens are for; the API's address in the global cloud unless another cloud is meant. */
  scope?: string;
  tokens: TokenSource;
  fetch: typeof globalThis.fetch;
  sleep?: (ms: number) => Promise<void>;
  now?: () => Date;
  log?: Log;
  /** How long a read, and a token, may take. Default 10 s. */
  readTimeoutMs?: number;
  /** How long a write may take before its outcome counts as unknown. Default 30 s. */
  writeTimeoutMs?: number;
  /** How often a read is tried in all. Default 4. */
  attempts?: number;
  /** The longest pause a read waits out here; a longer one is the caller's to wait. Default 15 s. */
  longestPauseMs?: number;
};

/** What differs between APIs. */
export type Dialect = {
  scope: string;
  readFault(body: unknown): Fault;
  /** An error inside an answer whose status says success; undefined when it holds none. */
  faultInSuccess?(body: unknown): Fault | undefined;
  /** What the API's own codes say of a request that was turned away; undefined where the status has to tell. */
  judge?(answer: TurnedAway): Problem | undefined;
  /** The response header that names the request in Microsoft's logs. */
  requestIdHeader: string;
};

export type Call = {
  /** A write is never repeated here, a read is. A POST that only asks is a read. */
  kind: 'read' | 'write';
  method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  /** The tenant the token is for. */
  tenantId: string;
  /** Below the base address, or a whole address at the same origin (a next page). */
  path: string;
  headers?: Record<string, string>;
  body?: unknown;
  /** For the operator's log: no personal data. */
  doing: string;
  /** The least permission that allows it. */
  needs: string;
};

export type Answer = { status: number; headers: Headers; body: unknown };
export type Send = (call: Call) => Promise<Answer>;

type Tried = { is: 'answered'; answer: Answer } | { is: 'failed'; status: number | undefined; error: PortError };
type Raw = { status: number; headers: Headers; text: string };

/** A tenant that keeps refusing is not a reason to ask for tokens all the time. */
const renewedAtMostEveryMs = 60_000;

/**
 * The one place that sends. Reads are repeated on throttling, overload and lost connections, honouring `Retry-After`;
 * writes are sent once, and a write without an answer rejects with `unknownOutcome`. A 401 that is about the token is
 * answered with one fresh token, for reads and writes alike: a request that was turned away at the door changed nothing. After a denial the next
 * request in the tenant takes a fresh token too: one that was issued before a permission was granted does not carry it.
 * @throws PortError
 */
export function sender(options: ConnectionOptions, dialect: Dialect): Send {
  const { sleep = pause, now = () => new Date(), log = noLog, attempts = 4, longestPauseMs = 15_000 } = options;
  const { readTimeoutMs = 10_000, writeTimeoutMs = 30_000 } = options;

  /** Tenants that refused something since their token was last renewed for that, and when that was (ms). */
  const denied = new Set<string>();
  const renewedAt = new Map<string, number>();
  const takesFresh = (tenantId: string): boolean => {
    const at = now().getTime();
    if (!denied.has(tenantId) || at - (renewedAt.get(tenantId) ?? 0) < renewedAtMostEveryMs) return false;
    denied.delete(tenantId);
    renewedAt.set(tenantId, at);
    return true;
  };

  return async (call) => {
    let token: 'known' | 'fresh' | 'used' = takesFresh(call.tenantId) ? 'fresh' : 'known';
    for (let attempt = 1; ; attempt++) {
      const tried = await tryOnce(call, token === 'fresh');
      if (tried.is === 'answered') return tried.answer;
      const isDenied = tried.error.problem.is === 'denied';
      if (tried.status === 403 && isDenied) denied.add(call.tenantId);
      if (tried.status === 401 && isDenied && token === 'known') {
        token = 'fresh';
        continue;
      }
      if (token === 'fresh') token = 'used';
      const { problem, doing } = tried.error;
      const wait = pauseBefore(problem, attempt);
      const again = call.kind === 'read' && wait !== undefined && wait <= longestPauseMs && attempt < attempts;
      if (!again) throw tried.error;
      log.warn({ doing, problem: problem.is, attempt, wait }, 'asking Microsoft again');
      await sleep(wait);
    }
  };

  async function tryOnce(call: Call, fresh: boolean): Promise<Tried> {
    const startedAt = now();
    try {
      const raw = await exchange(call, await tokenFor(call, fresh));
      const ms = now().getTime() - startedAt.getTime();
      log.debug({ doing: call.doing, ms, ...named(raw) }, 'Microsoft answered');
      return judge(call, raw);
    } catch (error) {
      if (error instanceof PortError) return { is: 'failed', status: undefined, error };
      throw error;
    }
  }

  async function tokenFor(call: Call, fresh: boolean): Promise<string> {
    try {
      return await within(readTimeoutMs, options.tokens(call.tenantId, options.scope ?? dialect.scope, { fresh }));
    } catch (error) {
      // Nothing was sent yet, so this is never an unknown outcome.
      throw error instanceof PortError
        ? error
        : new PortError({ is: 'unreachable' }, `${call.doing} (no token)`, { cause: error });
    }
  }

  async function exchange(call: Call, token: string): Promise<Raw> {
    const address = addressOf(options.baseUrl, call);
    try {
      const response = await options.fetch(address, {
        method: call.method,
        headers: {
          accept: 'application/json',
          ...contentType(call),
          ...call.headers,
          authorization: `Bearer ${token}`,
        },
        ...(call.body === undefined ? {} : { body: JSON.stringify(call.body) }),
        redirect: 'manual',
        signal: AbortSignal.timeout(call.kind === 'read' ? readTimeoutMs : writeTimeoutMs),
      });
      return { status: response.status, headers: response.headers, text: await response.text() };
    } catch (error) {
      const harmless = call.kind === 'read' || neverConnected(error);
      const problem: Problem = { is: harmless ? 'unreachable' : 'unknownOutcome' };
      throw new PortError(problem, `${call.doing} (no answer)`, { cause: error });
    }
  }

  function judge(call: Call, raw: Raw): Tried {
    const { status, headers, text } = raw;
    const { requestId } = named(raw);
    const body = lenientJson(text);
    const value = body.is === 'json' ? body.value : undefined;
    const turnedAway = (fault: Fault) => {
      const { judge } = dialect;
      return fail(problemOf({ kind: call.kind, status, headers, fault, needs: call.needs, judge, now: now() }), '');
    };
    const fail = (problem: Problem, details: string): Tried => ({
      is: 'failed',
      status,
      error: new PortError(problem, `${call.doing} (status ${status}, request ${requestId}${details})`),
    });
    if (status >= 200 && status < 300) {
      // A page that is not JSON comes from something between us and Microsoft.
      if (body.is === 'notJson')
        return fail({ is: call.kind === 'read' ? 'unreachable' : 'unknownOutcome' }, ', not JSON');
      const fault = dialect.faultInSuccess?.(value);
      return fault ? turnedAway(fault) : { is: 'answered', answer: { status, headers, body: value } };
    }
    return turnedAway(dialect.readFault(value));
  }

  function named({ status, headers }: Raw) {
    return { status, requestId: headers.get(dialect.requestIdHeader) ?? 'none' };
  }
}

/**
 * Sends and reads the answer's body by a schema.
 * @throws PortError; a success that cannot be read is `refused` for a read and `unknownOutcome` for a write
 */
export async function ask<T>(send: Send, call: Call, schema: z.ZodType<T>): Promise<T> {
  const answer = await send(call);
  return readBody(call, answer.body, schema);
}

/** Reads a body that was answered to `call`; see {@link ask}. */
export function readBody<T>(call: Pick<Call, 'kind' | 'doing'>, body: unknown, schema: z.ZodType<T>): T {
  const parsed = schema.safeParse(body);
  if (parsed.success) return parsed.data;
  const where = parsed.error.issues
    .slice(0, 5)
    .map((issue) => issue.path.join('.') || 'body')
    .join(', ');
  const problem: Problem =
    call.kind === 'write'
      ? { is: 'unknownOutcome' }
      : { is: 'refused', code: 'unexpectedAnswer', text: `The answer has an unexpected shape: ${where}` };
  throw new PortError(problem, `${call.doing} (unexpected answer: ${where})`);
}

/** How waits between reads grow. */
const readWaits = { firstMs: 250, longestMs: 5_000, random: Math.random };

/** How long to wait before a read is repeated; undefined when repeating it is no use. */
function pauseBefore(problem: Problem, failures: number): number | undefined {
  if (problem.is === 'busy' && problem.retryAfterMs !== undefined) return Math.max(problem.retryAfterMs, 0);
  return problem.is === 'busy' || problem.is === 'unreachable' ? backoffMs(failures, readWaits) : undefined;
}

function addressOf(baseUrl: string, call: Call): string {
  if (!/^https?:/i.test(call.path)) return baseUrl + call.path;
  // A next page is followed as it stands, but a token must not leave for another host.
  if (new URL(call.path).origin === new URL(baseUrl).origin) return call.path;
  throw new PortError({ is: 'refused', code: 'foreignAddress', text: 'The next page is at another host' }, call.doing);
}

function contentType(call: Call): Record<string, string> {
  return call.body === undefined ? {} : { 'content-type': 'application/json' };
}

function pause(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}

async function within<T>(ms: number, promise: Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error(`No answer within ${ms} ms`)), ms);
  });
  try {
    return await Promise.race([promise, late]);
  } finally {
    clearTimeout(timer);
  }
}
