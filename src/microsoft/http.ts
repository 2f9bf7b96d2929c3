import type { z } from 'zod';
import { backoffMs } from '../base/backoff.js';
import { PortError, type Problem } from '../upgrade/ports.js';
import type { Call, ConnectionOptions, Dialect, Send } from './call.js';
import { noLog } from './log.js';
import { SendOnce, type Tried } from './send-once.js';

/**
 * The one place that sends. Reads are repeated on throttling, overload and lost connections, honouring `Retry-After`;
 * writes are sent once, and a write without an answer rejects with `unknownOutcome`. A 401 that is about the token is
 * answered with one fresh token, for reads and writes alike: a request that was turned away at the door changed nothing.
 * After a denial the next request in the tenant takes a fresh token too: one that was issued before a permission was
 * granted does not carry it.
 * @throws PortError
 */
export function sender(options: ConnectionOptions, dialect: Dialect): Send {
  const { sleep = pause, now = () => new Date(), log = noLog, attempts = 4, longestPauseMs = 15_000 } = options;
  const once = new SendOnce(options, dialect);
  const renewals = new Renewals(() => now().getTime());

  return async (call) => {
    let fresh = renewals.isDue(call.tenantId);
    let renewed = fresh;
    for (let attempt = 1; ; attempt++) {
      const tried = await once.send(call, fresh);
      if (tried.is === 'answered') return tried.answer;
      const denied = deniedFor(tried);
      if (denied === 'permission') renewals.ask(call.tenantId);
      fresh = denied === 'token' && !renewed;
      renewed ||= fresh;
      if (fresh) continue;
      const wait = pauseBefore(call, tried.error.problem, attempt, { attempts, longestPauseMs });
      if (wait === undefined) throw tried.error;
      log.warn({ doing: call.doing, problem: tried.error.problem.is, attempt, wait }, 'asking Microsoft again');
      await sleep(wait);
    }
  };
}

/** What a call that was denied was denied for; undefined when it failed otherwise. */
function deniedFor({ status, error }: Extract<Tried, { is: 'failed' }>): 'token' | 'permission' | undefined {
  if (error.problem.is !== 'denied') return undefined;
  return status === 401 ? 'token' : status === 403 ? 'permission' : undefined;
}

/** A tenant that keeps refusing is not a reason to ask for tokens all the time. */
const renewedAtMostEveryMs = 60_000;

/** In which tenants the next call takes a fresh token, since one was denied. */
class Renewals {
  readonly #now: () => number;
  readonly #asked = new Set<string>();
  readonly #renewedAt = new Map<string, number>();

  /** @param now in milliseconds */
  constructor(now: () => number) {
    this.#now = now;
  }

  ask(tenantId: string): void {
    this.#asked.add(tenantId);
  }

  /** Whether it is time for one; asking this takes it. */
  isDue(tenantId: string): boolean {
    const at = this.#now();
    if (!this.#asked.has(tenantId) || at - (this.#renewedAt.get(tenantId) ?? 0) < renewedAtMostEveryMs) return false;
    this.#asked.delete(tenantId);
    this.#renewedAt.set(tenantId, at);
    return true;
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

type Limits = { attempts: number; longestPauseMs: number };

/** How long to wait (ms) before a call is repeated; undefined when it is not: a write never is. */
function pauseBefore({ kind }: Call, problem: Problem, failures: number, limits: Limits): number | undefined {
  if (kind === 'write' || failures >= limits.attempts) return undefined;
  const wait = pauseAfter(problem, failures);
  return wait !== undefined && wait <= limits.longestPauseMs ? wait : undefined;
}

function pauseAfter(problem: Problem, failures: number): number | undefined {
  if (problem.is === 'busy' && problem.retryAfterMs !== undefined) return Math.max(problem.retryAfterMs, 0);
  return problem.is === 'busy' || problem.is === 'unreachable' ? backoffMs(failures, readWaits) : undefined;
}

function pause(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}
