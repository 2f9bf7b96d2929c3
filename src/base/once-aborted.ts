/** Who waits for a signal, and what listens to it for them all. */
type Waiting = { ends: Set<() => void>; listener: () => void };

/** Any number may wait for one signal: of listeners of its own each would walk along all the others. */
const waiting = new WeakMap<AbortSignal, Waiting>();

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
  const { ends, listener } = waiting.get(signal) ?? listenTo(signal);
  // Whoever waits twice is called twice.
  const one = () => end();
  ends.add(one);
  return () => {
    if (!ends.delete(one) || ends.size > 0) return;
    // Node holds a signal made of others for as long as anybody listens to it.
    signal.removeEventListener('abort', listener);
    waiting.delete(signal);
  };
}

function listenTo(signal: AbortSignal): Waiting {
  const ends = new Set<() => void>();
  // One whose wait another ended meanwhile is not in it any more.
  const listener = () => {
    for (const one of ends) one();
  };
  waiting.set(signal, { ends, listener });
  signal.addEventListener('abort', listener, { once: true });
  return { ends, listener };
}
