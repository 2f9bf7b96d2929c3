/**
 * The other processes that work on the same store: who does what of them, and what they tell each other. A store of one
 * process (see {@link alone}) has none. Nothing here is kept: what must not be lost is a document.
 */

/** Something that this process has, and no other. */
export type Claim = {
  /** Aborted once it may be another's: whatever it was held for must not be begun any more. */
  readonly lost: AbortSignal;
  /** Lets go of it. Never rejects. */
  release(): Promise<void>;
};

/** What other processes changed: a document whose kind is told of; `unknown` after they could not be heard for a while. */
export type ChangedElsewhere = { kind: string; id: string } | 'unknown';

export interface Peers {
  /** Whether there are no other processes, and can be none. */
  readonly isAlone: boolean;
  /**
   * Waits until no other process has what is named; within a process whoever asks sees to it. A process that ends, however
   * it ends, lets go of all it has.
   * @returns undefined when the signal aborts first; never rejects
   */
  hold(name: string, signal: AbortSignal): Promise<Claim | undefined>;
  /** Tells every process, this one included, something about a topic; who is not there does not hear it. */
  tell(topic: string, about: string): void;
  /** Listens to what is told about a topic. Returns a function that ends it. */
  on(topic: string, listener: (about: string) => void): () => void;
  /** Listens to what other processes change. Returns a function that ends it. */
  onChanged(listener: (changed: ChangedElsewhere) => void): () => void;
}

/** Listeners by topic, in this process. */
export class Listeners {
  private readonly byTopic = new Map<string, Set<(about: string) => void>>();

  on(topic: string, listener: (about: string) => void): () => void {
    const those = this.byTopic.get(topic) ?? new Set();
    this.byTopic.set(topic, those.add(listener));
    return () => those.delete(listener);
  }

  tell(topic: string, about: string): void {
    for (const listener of this.byTopic.get(topic) ?? []) listener(about);
  }
}

/** One process on a store of its own: it has whatever it asks for, and hears itself alone. */
export function alone(): Peers {
  const listeners = new Listeners();
  const claim: Claim = { lost: new AbortController().signal, release: async () => {} };
  return {
    isAlone: true,
    hold: async () => claim,
    tell: (topic, about) => listeners.tell(topic, about),
    on: (topic, listener) => listeners.on(topic, listener),
    onChanged: () => () => undefined,
  };
}
