import { z } from 'zod';
import type { Fault } from './faults.js';
import { answered, type Fate, later } from './http/fate.js';
import type { ApiResponse, HeaderMap } from './http/message.js';

/** Words a status in the API's own way. */
type Refuse = (status: number, headers: HeaderMap) => ApiResponse;

/** The answer of a fault that answers with a status. */
export function struckAnswer({ rule }: Fault, refuse: Refuse): ApiResponse {
  const { status = 500, retryAfter, body, code, text } = rule;
  const headers = { ...(retryAfter === undefined ? {} : { 'Retry-After': String(retryAfter) }), ...rule.headers };
  return body === undefined ? coded(refuse(status, headers), { code, text }) : { status, headers, body };
}

/** An error as Graph and Resource Manager have it: in `error`. */
const nested = z.looseObject({ error: z.looseObject({ code: z.unknown(), message: z.unknown() }) });
/** An error as Partner Center has it. */
const flat = z.looseObject({ code: z.unknown(), description: z.unknown() });

/** The refusal with this code and text where the API has its own. */
function coded(refusal: ApiResponse, { code, text }: Pick<Fault['rule'], 'code' | 'text'>): ApiResponse {
  const codeGiven = code === undefined ? {} : { code };
  const inError = nested.safeParse(refusal.body).data;
  if (inError) {
    const error = { ...inError.error, ...codeGiven, ...(text === undefined ? {} : { message: text }) };
    return { ...refusal, body: { ...inError, error } };
  }
  const atTop = flat.safeParse(refusal.body).data;
  if (!atTop) return refusal;
  return { ...refusal, body: { ...atTop, ...codeGiven, ...(text === undefined ? {} : { description: text }) } };
}

const slowByDefaultMs = 1000;

/** By how many milliseconds a fault slows an answer down. */
export function slowness({ rule }: Fault): number {
  return rule.effect === 'slow' ? (rule.ms ?? slowByDefaultMs) : 0;
}

/** What becomes of a request: `perform` does what was asked, unless a fault that strikes it makes something else of it. */
export function struck(fault: Fault | undefined, latencyMs: number, perform: () => Fate, refuse: Refuse): Fate {
  if (!fault) return later(perform(), latencyMs);
  switch (fault.rule.effect) {
    case 'status':
      return answered(struckAnswer(fault, refuse), latencyMs);
    case 'reset':
      return { is: 'reset', delayMs: latencyMs };
    case 'hang':
      return { is: 'hang' };
    case 'slow':
      return later(perform(), latencyMs + slowness(fault));
    case 'lostReply':
      perform();
      return { is: 'reset', delayMs: latencyMs };
    default: {
      const never: never = fault.rule.effect;
      return never;
    }
  }
}
