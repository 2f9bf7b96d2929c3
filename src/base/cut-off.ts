import { onceAborted } from './once-aborted.js';

/** A signal that ends something that is waited for, until it is known how that went. */
export type CutOff = { signal: AbortSignal; settled(): void };

/**
 * A signal that aborts after `ms` milliseconds, or with `stop`. The timer holds on to it: a signal of `AbortSignal.timeout`
 * that is joined to another by `AbortSignal.any` is garbage to Node 20 and never aborts, and what hangs would hang for ever.
 */
export function cutOffAfter(ms: number, stop?: AbortSignal): CutOff {
  const cutOff = new AbortController();
  const abort = () => cutOff.abort(stop?.aborted ? stop.reason : new DOMException('it took too long', 'TimeoutError'));
  const timer = setTimeout(abort, ms);
  timer.unref();
  const forget = onceAborted(stop, abort);
  return {
    signal: cutOff.signal,
    settled() {
      clearTimeout(timer);
      forget();
    },
  };
}
