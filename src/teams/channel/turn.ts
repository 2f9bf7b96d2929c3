import type { Activity } from './activity.js';
import type { Reference, Sendable } from './sender.js';

/** An activity that came in genuine, and the ways to answer it. */
export type Turn = {
  activity: Activity;
  /** Where the conversation goes on later. */
  reference: Reference;
  /** Sends a message of its own. Resolves with its activity id, when the channel tells; rejects with the last failure. */
  send(what: Sendable): Promise<string | undefined>;
  /** Answers an invoke: at most once a turn. */
  answer(status: number, body?: unknown): Promise<void>;
};
