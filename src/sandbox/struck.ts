import type { Fault } from './faults.js';
import { answer, type Outcome } from './http/exchange.js';
import type { ApiResponse } from './http/message.js';

export function retryAfterHeader({ rule }: Fault): Record<string, string> {
  return rule.retryAfter === undefined ? {} : { 'Retry-After': String(rule.retryAfter) };
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
      return answer(refuse(rule.status ?? 500, retryAfterHeader(fault)), latencyMs);
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
