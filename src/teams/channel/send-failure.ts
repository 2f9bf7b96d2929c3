import { NotTeams } from './sender.js';

/** What a message that could not be sent calls for. */
type SendFailure =
  /** Nothing was delivered; send again, not before `retryAfterMs`. */
  | { is: 'tryAgain'; retryAfterMs: number | undefined }
  /** Perhaps worth a few more attempts. */
  | { is: 'tryAFewTimes' }
  /** The person blocked or removed the bot, or the conversation is gone. */
  | { is: 'unreachable' }
  /** Sending the same again cannot help. */
  | { is: 'pointless' };

const passing = [412, 429, 502, 503, 504];
const longestRetryAfterMs = 15 * 60_000;

/**
 * Judges an error of the connector by its HTTP status; none means that no answer came.
 * @see https://learn.microsoft.com/microsoftteams/platform/bots/how-to/conversations/conversation-messages#status-codes-from-bot-conversational-apis
 */
export function judge(error: unknown): SendFailure {
  if (error instanceof NotTeams) return { is: 'unreachable' };
  const status = statusOf(error);
  if (status === undefined) return { is: 'tryAgain', retryAfterMs: undefined };
  if (passing.includes(status)) return { is: 'tryAgain', retryAfterMs: retryAfterOf(error) };
  // Our own token was not taken: an operator mends that, and the message must still be there then.
  if (status === 401) return { is: 'tryAgain', retryAfterMs: undefined };
  if (status === 403 || status === 404) return { is: 'unreachable' };
  return status >= 500 ? { is: 'tryAFewTimes' } : { is: 'pointless' };
}

/** The HTTP status of the connector's answer; undefined when there was none. */
function statusOf(error: unknown): number | undefined {
  const status = field(error, 'statusCode');
  return typeof status === 'number' && status >= 100 ? status : undefined;
}

function retryAfterOf(error: unknown): number | undefined {
  const headers = field(field(error, 'response'), 'headers');
  const get = field(headers, 'get');
  const value: unknown = typeof get === 'function' ? get.call(headers, 'retry-after') : undefined;
  const seconds = typeof value === 'string' && value.trim() !== '' ? Number(value) : Number.NaN;
  return seconds >= 0 ? Math.min(seconds * 1_000, longestRetryAfterMs) : undefined;
}

function field(value: unknown, name: string): unknown {
  return typeof value === 'object' && value !== null ? Reflect.get(value, name) : undefined;
}
