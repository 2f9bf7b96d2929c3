import { HeldBack, NotTeams } from './sender.js';

/** What a message that could not be sent calls for. */
export type SendFailure =
  /** Nothing was delivered; send again, not before `retryAfterMs`. */
  | { is: 'tryAgain'; retryAfterMs: number | undefined }
  /**
   * It may have been delivered all the same: send again, not before `retryAfterMs`, and not for ever. `sentAs`: the
   * activity id it was given where the answer tells, so that it can be put into its own place.
   */
  | { is: 'doubtful'; retryAfterMs: number | undefined; sentAs: string | undefined }
  /** The connector failed in itself: the same may be taken later. */
  | { is: 'failing' }
  /** The conversation does not take it, for now or for good; `byPerson`: the person blocked the bot. */
  | { is: 'unreachable'; byPerson: boolean }
  /** What was sent is not taken as it is. */
  | { is: 'notTaken' };

/** Turned away at the door. */
const turnedAway = [412, 429];
const passing = [502, 503, 504];
const longestRetryAfterMs = 15 * 60_000;
const neverArrived = ['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN', 'EHOSTUNREACH', 'ENETUNREACH'];

/**
 * Judges an error of the connector by its HTTP status; none means that no answer came.
 * @see https://learn.microsoft.com/microsoftteams/platform/bots/how-to/conversations/conversation-messages#status-codes-from-bot-conversational-apis
 */
export function judge(error: unknown): SendFailure {
  if (error instanceof NotTeams) return { is: 'unreachable', byPerson: false };
  if (error instanceof HeldBack) return { is: 'tryAgain', retryAfterMs: error.ms };
  const status = statusOf(error);
  if (status === undefined) return unanswered(error);
  if (turnedAway.includes(status)) return { is: 'tryAgain', retryAfterMs: retryAfterOf(error) };
  if (passing.includes(status))
    return { is: 'doubtful', retryAfterMs: retryAfterOf(error), sentAs: textAt(answerOf(error), 'id') };
  // Our own token was not taken: an operator mends that, and the message must still be there then.
  if (status === 401) return { is: 'tryAgain', retryAfterMs: undefined };
  if (status === 403 || status === 404) return { is: 'unreachable', byPerson: isByPerson(error) };
  return status >= 500 ? { is: 'failing' } : { is: 'notTaken' };
}

/** Whether sending the same again soon may help. */
export function passes(failure: SendFailure): failure is Extract<SendFailure, { is: 'tryAgain' | 'doubtful' }> {
  return failure.is === 'tryAgain' || failure.is === 'doubtful';
}

function unanswered(error: unknown): SendFailure {
  const code = textAt(error, 'code') ?? textAt(field(error, 'cause'), 'code') ?? '';
  return neverArrived.includes(code)
    ? { is: 'tryAgain', retryAfterMs: undefined }
    : { is: 'doubtful', retryAfterMs: undefined, sentAs: undefined };
}

/** The HTTP status of the connector's answer; undefined when there was none. */
function statusOf(error: unknown): number | undefined {
  const status = field(error, 'statusCode');
  return typeof status === 'number' && status >= 100 ? status : undefined;
}

function isByPerson(error: unknown): boolean {
  return textAt(field(answerOf(error), 'error'), 'code') === 'ConversationBlockedByUser';
}

/** What the connector answered, where that can be read. */
function answerOf(error: unknown): unknown {
  const text = textAt(field(error, 'response'), 'bodyAsText');
  try {
    return text === undefined ? undefined : JSON.parse(text);
  } catch (unreadable) {
    if (unreadable instanceof SyntaxError) return undefined;
    throw unreadable;
  }
}

function retryAfterOf(error: unknown): number | undefined {
  const headers = field(field(error, 'response'), 'headers');
  const get = field(headers, 'get');
  const value: unknown = typeof get === 'function' ? get.call(headers, 'retry-after') : undefined;
  const seconds = typeof value === 'string' && value.trim() !== '' ? Number(value) : Number.NaN;
  return seconds >= 0 ? Math.min(seconds * 1_000, longestRetryAfterMs) : undefined;
}

function textAt(value: unknown, name: string): string | undefined {
  const found = field(value, name);
  return typeof found === 'string' && found !== '' ? found : undefined;
}

function field(value: unknown, name: string): unknown {
  return typeof value === 'object' && value !== null ? Reflect.get(value, name) : undefined;
}
