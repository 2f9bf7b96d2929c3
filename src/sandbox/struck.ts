import type { Fault } from './faults.js';
import { answer, type Outcome } from './http/exchange.js';
import type { ApiResponse } from './http/message.js';

/** The answer of a fault that answers with a status. @param refuse words a status in the API's own way */
export function statusOf(
  { rule }: Fault,
  refuse: (status: number, headers: Record<string, string>) => ApiResponse,
): ApiResponse {
  const { status = 500, retryAfter, body } = rule;
  const headers = { ...(retryAfter === undefined ? {} : { 'Retry-After': String(retryAfter) }), ...rule.headers };
  return body === undefined ? refuse(status, headers) : { status, headers, body };
}

const slowByDefaultMs = 1000;

/**
 * What a fault makes of a request. `perform` does what was asked; `refuse` words a status in the API's own way.
 */
export function struck(
  fault: Fault | undefined,
  latencyMs: number,
  perform: () => ApiResponse,
  refuse: (status: number, headers: Record<string, string>) => ApiResponse,
): Outcome {
  if (!fault) return answer(perform(), latencyMs);
  const { rule } = fault;
  switch (rule.effect) {
    case 'status':
      return answer(statusOf(fault, refuse), latencyMs);
    case 'reset':
      return { is: 'reset', delayMs: latencyMs };
    case 'hang':
      return { is: 'hang' };
    case 'slow':
      return answer(perform(), latencyMs + (rule.ms ?? slowByDefaultMs));
    case 'lostReply':
      perform();
      return { is: 'reset', delayMs: latencyMs };
    default: {
      const never: never = rule.effect;
      return never;
    }
  }
}
