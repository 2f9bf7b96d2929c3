import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Logger } from 'pino';
import type { RealTime } from '../../../base/real-time.js';
import type { HttpError } from '../http-errors.js';
import { type Caller, type Genuine, isNobody } from '../tokens/caller.js';
import { callerOf } from './address.js';
import { Counts } from './counts.js';
import { carriesBody, headProblem, isForActivities, isReadable } from './head.js';
import type { DoorLimits } from './limits.js';
import { refuse } from './refuse.js';
import { Strangers } from './strangers.js';

export type GateOptions = {
  /** What is behind it. What it throws at once is a request that it could not read. */
  handle: (request: IncomingMessage, response: ServerResponse) => void;
  /** Says who brings an activity, by the Authorization header; at once where nothing has to be fetched for it. */
  identify: (authorization: string | undefined) => Caller | Promise<Caller>;
  /** Nobody shows a token, so nobody is counted as a stranger. */
  open: boolean;
  limits: DoorLimits;
  time: Pick<RealTime, 'now'>;
  log: Logger;
};

type Refused = { is: 'refused'; status: HttpError };
/** `caller` for activities alone. */
type Fine = { is: 'fine'; caller?: Genuine };
/** `pending`: something has to be fetched before it is known who the caller is. */
export type Judgement = Refused | Fine | { is: 'pending'; caller: Promise<Caller> };

const refused = (status: HttpError): Refused => ({ is: 'refused', status });

/** Always answered, whoever asks how often: it costs no more than a refusal, and an orchestrator must get through. */
const lifeSign = '/healthz';

const statusOf = {
  wrongType: 415,
  tooLarge: 413,
  noToken: 401,
  badToken: 403,
  keysUnavailable: 503,
  full: 503,
  tooMany: 429,
} as const satisfies Record<string, HttpError>;

/**
 * Lets a request in by its head alone: one that can be read, of a caller who does not take more than their share, and
 * who shows a token if it is an activity. No body is read here, nor of whoever is refused.
 */
export class Gate {
  private readonly requests: Counts;
  private readonly strangers: Strangers;
  private readonly judged = new WeakMap<IncomingMessage, Judgement>();

  constructor(private readonly options: GateOptions) {
    const { limits, time } = options;
    this.requests = new Counts(limits.requests, limits.requestsOfOneCaller);
    this.strangers = new Strangers(limits.strangers, time);
  }

  /** Who brought a request that was let in. */
  callerOf(request: IncomingMessage): Caller {
    const judged = this.judged.get(request);
    return (judged?.is === 'fine' && judged.caller) || { is: 'noToken' };
  }

  /** What becomes of a request, by its head; found out once. */
  judge(request: IncomingMessage): Judgement {
    const judged = this.judged.get(request) ?? this.judgeNow(request);
    this.judged.set(request, judged);
    return judged;
  }

  /** Answers a request, or passes it on. */
  admit(request: IncomingMessage, response: ServerResponse) {
    const judged = this.judge(request);
    if (judged.is === 'refused') return refuse(request, response, judged.status);
    const leave = this.requests.add(callerOf(request.socket.remoteAddress));
    if (typeof leave === 'string') return refuse(request, response, statusOf[leave]);
    response.once('close', leave);
    if (judged.is === 'fine') return this.pass(request, response);
    void judged.caller.then((caller) => {
      const then = this.judgeCaller(request, caller);
      this.judged.set(request, then);
      if (then.is === 'refused') refuse(request, response, then.status);
      else this.pass(request, response);
    });
  }

  private judgeNow(request: IncomingMessage): Judgement {
    if (!isReadable(request)) return refused(400);
    if (this.isTooOften(request)) return refused(429);
    // Nothing but an activity takes a body.
    if (!isForActivities(request)) return carriesBody(request) ? refused(400) : { is: 'fine' };
    const unfit = headProblem(request);
    if (unfit) return refused(statusOf[unfit]);
    const caller = this.options.identify(request.headers.authorization);
    return caller instanceof Promise ? { is: 'pending', caller } : this.judgeCaller(request, caller);
  }

  private judgeCaller({ socket }: IncomingMessage, caller: Caller): Refused | Fine {
    if (isNobody(caller)) return refused(statusOf[caller.is]);
    if (caller.is === 'channel') this.strangers.isKnown(callerOf(socket.remoteAddress));
    return { is: 'fine', caller };
  }

  private pass(request: IncomingMessage, response: ServerResponse): void {
    try {
      this.options.handle(request, response);
    } catch (error) {
      const code = error instanceof Error && 'code' in error ? error.code : undefined;
      this.options.log.warn({ code }, 'a request could not be read');
      if (!response.headersSent) refuse(request, response, 400);
    }
  }

  /** Whoever shows a token is let in to have it looked at: others behind the same proxy may have worn the allowance out. */
  private isTooOften({ url, headers, socket }: IncomingMessage): boolean {
    if (this.options.open || url === lifeSign) return false;
    return !this.strangers.mayCome(callerOf(socket.remoteAddress)) && headers.authorization === undefined;
  }
}
