import { cutOffAfter } from '../base/cut-off.js';
import { traced } from '../base/traced.js';
import { PortError, type Problem } from '../upgrade/ports.js';
import type { Answer, Call, ConnectionOptions, Dialect } from './call.js';
import { type AnswerHeaders, TooLarge } from './lean-fetch.js';
import { lenientJson } from './lenient-json.js';
import { noLog } from './log.js';
import { neverConnected } from './never-connected.js';
import { type Fault, problemOf } from './problem.js';
import { readTimeoutOf } from './read-waits.js';
import { TheirClock } from './their-clock.js';
import { tokenFor } from './token-for.js';

/** What came of sending a call once; `status` undefined when no answer came. */
export type Tried = { is: 'answered'; answer: Answer } | { is: 'failed'; status: number | undefined; error: PortError };

type Raw = { status: number; headers: AnswerHeaders; text: string };

/** Sends a call once, with a token, and judges what comes back by its API's own words. */
export class SendOnce {
  readonly #options: ConnectionOptions;
  readonly #dialect: Dialect;

  constructor(options: ConnectionOptions, dialect: Dialect) {
    this.#options = options;
    this.#dialect = dialect;
  }

  /** @param fresh whether a token is asked for anew, whatever is at hand */
  send(call: Call, fresh: boolean): Promise<Tried> {
    const about = { 'http.request.method': call.method, 'upgrade.tenant': call.tenantId };
    return traced(call.doing, about, () => this.#send(call, fresh));
  }

  async #send(call: Call, fresh: boolean): Promise<Tried> {
    const { log = noLog } = this.#options;
    const startedAt = this.#now();
    try {
      // Without a token nothing was sent, so this is never an unknown outcome.
      const token = await tokenFor(call, this.#options.scope ?? this.#dialect.scope, this.#options, { fresh });
      const raw = await this.#request(call, token);
      const ms = this.#now().getTime() - startedAt.getTime();
      log.debug({ doing: call.doing, ms, status: raw.status, requestId: this.#requestId(raw) }, 'Microsoft answered');
      return this.#judged(call, raw);
    } catch (error) {
      if (error instanceof PortError) return { is: 'failed', status: undefined, error };
      throw error;
    }
  }

  async #request(call: Call, token: string): Promise<Raw> {
    const { baseUrl, fetch } = this.#options;
    const address = addressOf(baseUrl, call);
    const cutOff = cutOffAfter(this.#waits[call.kind], this.#options.stop);
    try {
      const response = await fetch(address, {
        method: call.method,
        headers: {
          accept: 'application/json',
          ...contentType(call),
          ...call.headers,
          authorization: `Bearer ${token}`,
        },
        ...(call.body === undefined ? {} : { body: JSON.stringify(call.body) }),
        redirect: 'manual',
        signal: cutOff.signal,
      });
      this.#dialect.heard?.(call, response);
      return { status: response.status, headers: response.headers, text: await response.text() };
    } catch (error) {
      const problem: Problem = { is: whatFailed(error, call) };
      throw new PortError(problem, `${call.doing} (no answer)`, { cause: error, service: call.service });
    } finally {
      cutOff.settled();
    }
  }

  #judged(call: Call, raw: Raw): Tried {
    const { status, headers, text } = raw;
    if (call.leadsElsewhere && status === 302) return { is: 'answered', answer: { status, headers, body: undefined } };
    const body = lenientJson(text);
    const value = body.is === 'json' ? body.value : undefined;
    const isSuccess = status >= 200 && status < 300;
    // A page that is not JSON comes from something between us and Microsoft.
    if (isSuccess && body.is === 'notJson')
      return this.#failed(call, raw, { is: call.kind === 'read' ? 'unreachable' : 'unknownOutcome' }, ', not JSON');
    if (body.is === 'notJson' && isAnswerOfApi(status)) {
      const problem: Problem = { is: call.kind === 'read' ? 'unreadable' : 'unknownOutcome' };
      return this.#failed(call, raw, problem, ', not JSON');
    }
    const fault = isSuccess ? this.#dialect.faultInSuccess?.(value) : this.#dialect.readFault(value);
    return fault
      ? this.#failed(call, raw, this.#problem(call, raw, fault), '')
      : { is: 'answered', answer: { status, headers, body: value } };
  }

  #problem({ kind, needs }: Call, { status, headers }: Raw, fault: Fault): Problem {
    // A `Retry-After` that is a date is one by the clock that wrote it.
    const theirs = new TheirClock(() => this.#now());
    theirs.heard(headers);
    return problemOf({ kind, status, headers, fault, needs, judge: this.#dialect.judge, now: theirs.now() });
  }

  #failed({ doing, service }: Call, raw: Raw, problem: Problem, details: string): Tried {
    const { status } = raw;
    const about = `${doing} (status ${status}, request ${this.#requestId(raw)}${details})`;
    const error = new PortError(problem, about, { service });
    return { is: 'failed', status, error };
  }

  #requestId({ headers }: Raw): string {
    return headers.get(this.#dialect.requestIdHeader) ?? 'none';
  }

  get #waits() {
    const { writeTimeoutMs: write = 30_000 } = this.#options;
    return { read: readTimeoutOf(this.#options), write };
  }

  #now(): Date {
    return this.#options.now?.() ?? new Date();
  }
}

/** What is known of a request without an answer that could be read. */
function whatFailed(error: unknown, { kind }: Call): 'unreachable' | 'unreadable' | 'unknownOutcome' {
  if (neverConnected(error)) return 'unreachable';
  if (kind === 'write') return 'unknownOutcome';
  return error instanceof TooLarge ? 'unreadable' : 'unreachable';
}

function addressOf(baseUrl: string, call: Call): string {
  if (!/^https?:/i.test(call.path)) return baseUrl + call.path;
  // A next page is followed as it stands, but a token must not leave for another host.
  if (new URL(call.path).origin === new URL(baseUrl).origin) return call.path;
  throw new PortError({ is: 'refused', code: 'foreignAddress', text: 'The next page is at another host' }, call.doing);
}

/** Whether a status would be the API's own word on the request, had it come with its words. */
function isAnswerOfApi(status: number): boolean {
  return status >= 400 && status < 500 && ![401, 408, 429].includes(status);
}

function contentType(call: Call): Record<string, string> {
  return call.body === undefined ? {} : { 'content-type': 'application/json' };
}
