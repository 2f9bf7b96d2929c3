import type { z } from 'zod';
import { Breakers } from '../base/breaker.js';
import { keyOf } from '../base/key-of.js';
import { ageOf } from '../base/left-of.js';
import { PortError, type Problem } from '../upgrade/ports.js';
import type { Call, ConnectionOptions, Dialect, Send } from './call.js';
import { noLog } from './log.js';
import { type ReadLimits, readAgainAfter, usualLimits } from './read-waits.js';
import { SendOnce, type Tried } from './send-once.js';

/**
 * The one place that sends. Reads are repeated on throttling, overload and lost connections, honouring `Retry-After`;
 * writes are sent once, and a write without an answer rejects with `unknownOutcome`. A 401 that is about the token is
 * answered with one fresh token, for reads and writes alike: a request that was turned away at the door changed nothing.
 * After a denial the next request in the tenant takes a fresh token too: one that was issued before a permission was
 * granted does not carry it. What one tenant was not answered many times in a row is not asked for in that tenant for a
 * while, and rejects with `unreachable` at once: nobody waits for it, and nothing was sent.
 * @throws PortError
 */
export function sender(options: ConnectionOptions, dialect: Dialect): Send {
  const { sleep = pause, now = () => new Date(), log = noLog, stop } = options;
  const limits = limitsOf(options);
  const pauseBefore = ({ kind }: Call, problem: Problem, failures: number) =>
    kind === 'write' || stop?.aborted ? undefined : readAgainAfter(problem, failures, limits);
  const once = new SendOnce(options, dialect);
  const renewals = new Renewals(() => now().getTime());
  const circuits = new Breakers(circuitLimits, () => now().getTime());
  const tryOnce = async (call: Call, fresh: boolean): Promise<Tried> => {
    const asked = keyOf(call.customer ?? call.tenantId, call.doing);
    const tried = await circuits.through(asked, () => once.send(call, fresh), isSilent);
    if (!tried) throw new PortError({ is: 'unreachable' }, `${call.doing} (left alone)`, { service: call.service });
    return tried;
  };

  return async (call) => {
    let fresh = renewals.isDue(call.tenantId);
    let renewed = fresh;
    for (let attempt = 1; ; attempt++) {
      const tried = await tryOnce(call, fresh);
      if (tried.is === 'answered') return tried.answer;
      const denied = deniedFor(tried);
      if (denied === 'permission') renewals.ask(call.tenantId);
      fresh = denied === 'token' && !renewed;
      renewed ||= fresh;
      if (fresh) continue;
      const { problem } = tried.error;
      const wait = pauseBefore(call, problem, attempt);
      if (wait === undefined) throw tried.error;
      log.warn({ doing: call.doing, problem: problem.is, attempt, wait }, 'asking Microsoft again');
      await sleep(wait);
    }
  };
}

/** The attempts of two reads that both come to nothing; then at most one in so many milliseconds. */
const circuitLimits = { failures: 8, pauses: { firstMs: 2_000, longestMs: 60_000, random: Math.random } };

/** Whether nothing was answered that says anything; being asked for patience, or refused, is an answer. */
function isSilent(tried: Tried): boolean {
  return tried.is === 'failed' && ['unreachable', 'unknownOutcome'].includes(tried.error.problem.is);
}

function limitsOf({ attempts, longestPauseMs }: ConnectionOptions): ReadLimits {
  const { attempts: usual, longestPauseMs: usualPause } = usualLimits;
  return { attempts: attempts ?? usual, longestPauseMs: longestPauseMs ?? usualPause };
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
    if (!this.#asked.has(tenantId) || ageOf(this.#renewedAt.get(tenantId) ?? 0, at) < renewedAtMostEveryMs)
      return false;
    this.#asked.delete(tenantId);
    this.#renewedAt.set(tenantId, at);
    return true;
  }
}

/**
 * Sends and reads the answer's body by a schema.
 * @throws PortError; a success that cannot be read is `unreadable` for a read and `unknownOutcome` for a write
 */
export async function ask<T>(send: Send, call: Call, schema: z.ZodType<T>): Promise<T> {
  const answer = await send(call);
  return readBody(call, answer.body, schema);
}

/** Reads a body that was answered to `call`; see {@link ask}. */
export function readBody<T>(call: Pick<Call, 'kind' | 'doing' | 'service'>, body: unknown, schema: z.ZodType<T>): T {
  const parsed = schema.safeParse(body);
  if (parsed.success) return parsed.data;
  const where = parsed.error.issues
    .slice(0, 5)
    .map((issue) => issue.path.join('.') || 'body')
    .join(', ');
  const problem: Problem = { is: call.kind === 'write' ? 'unknownOutcome' : 'unreadable' };
  throw new PortError(problem, `${call.doing} (unexpected answer: ${where})`, { service: call.service });
}

function pause(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}
