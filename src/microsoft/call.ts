import type { Problem, Service } from '../upgrade/ports.js';
import type { QuotaWatch } from '../upgrade/quota-news.js';
import type { AnswerHeaders, Fetch } from './lean-fetch.js';
import type { Log } from './log.js';
import type { Fault, TurnedAway } from './problem.js';
import type { TokenSource } from './tokens.js';

/** How an API is reached; the same for all of them. */
export type ConnectionOptions = {
  /** Without a trailing slash. */
  baseUrl: string;
  /** What the tokens are for; the API's address in the global cloud unless another cloud is meant. */
  scope?: string;
  tokens: TokenSource;
  fetch: Fetch;
  sleep?: (ms: number) => Promise<void>;
  now?: () => Date;
  log?: Log;
  /** How long a read, and a token, may take. Default 10 s. */
  readTimeoutMs?: number;
  /** How long a write may take before its outcome counts as unknown. Default 30 s. */
  writeTimeoutMs?: number;
  /** How often a read is tried in all. Default 4. */
  attempts?: number;
  /** The longest pause a read waits out here; a longer one is the caller's to wait. Default 15 s. */
  longestPauseMs?: number;
  /** Ends every request that is under way, and lets none be repeated: the bot stops. */
  stop?: AbortSignal;
  /** Who keeps count of what the API allows, where it tells. */
  quota?: QuotaWatch;
  /** Nobody waits for an answer in a chat: what is asked gives way to what somebody does wait for. */
  canWait?: boolean;
};

/** What differs between APIs. */
export type Dialect = {
  scope: string;
  readFault(body: unknown): Fault;
  /** An error inside an answer whose status says success; undefined when it holds none. */
  faultInSuccess?(body: unknown): Fault | undefined;
  /** What the API's own codes say of a request that was turned away; undefined where the status has to tell. */
  judge?(answer: TurnedAway): Problem | undefined;
  /** Is told of every answer, whatever it says. */
  heard?(call: Call, answer: { status: number; headers: AnswerHeaders }): void;
  /** The response header that names the request in Microsoft's logs. */
  requestIdHeader: string;
};

export type Call = {
  service: Service;
  /** A write is never repeated here, a read is. A POST that only asks is a read. */
  kind: 'read' | 'write';
  method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  /** The tenant the token is for. */
  tenantId: string;
  /** Whose data it is about, where that is another tenant than the token's. */
  customer?: string;
  /** Below the base address, or a whole address at the same origin (a next page). */
  path: string;
  headers?: Record<string, string>;
  body?: unknown;
  /** The answer is no body but where to fetch one: a redirect, which is told and not followed. */
  leadsElsewhere?: true;
  /** For the operator's log: no personal data. */
  doing: string;
  /** The least permission that allows it. */
  needs: string;
};

export type Answer = { status: number; headers: AnswerHeaders; body: unknown };
export type Send = (call: Call) => Promise<Answer>;
