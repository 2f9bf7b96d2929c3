import { setMaxListeners } from 'node:events';

/** Signals on which any number may wait: Node takes more than ten for a leak, and telling it costs more than the wait. */
const many = new WeakSet<AbortSignal>();

/**
 * Calls `end` once the signal aborts, or at once where it has. Without `AbortSignal.any`, which is dear, and of which Node 20
 * forgets what nobody else holds.
 * @returns what ends the wait
 */
export function onceAborted(signal: AbortSignal | undefined, end: () => void): () => void {
  if (!signal) return () => undefined;
  if (signal.aborted) {
    end();
    return () => undefined;
  }
  if (!many.has(signal)) setMaxListeners(0, signal);
  many.add(signal);
  signal.addEventListener('abort', end, { once: true });
  return () => signal.removeEventListener('abort', end);
}
