import type { Response } from 'restify';

const errors = {
  400: { code: 'BadRequest', message: 'The request is not an activity.' },
  401: { code: 'Unauthorized', message: 'A bearer token is required.' },
  403: { code: 'Forbidden', message: 'The bearer token was not accepted.' },
  408: { code: 'RequestTimeout', message: 'The request took too long.' },
  413: { code: 'RequestTooLarge', message: 'The request is too large.' },
  415: { code: 'UnsupportedMediaType', message: 'The request must be JSON.' },
  417: { code: 'ExpectationFailed', message: 'The request expects what is not done here.' },
  429: { code: 'TooManyRequests', message: 'Too many requests.' },
  431: { code: 'HeadersTooLarge', message: 'The headers are too large.' },
  500: { code: 'InternalError', message: 'The request could not be handled.' },
  503: { code: 'Unavailable', message: 'Turns cannot be taken now.' },
} as const;

/** A status that an error is told with. */
export type HttpError = keyof typeof errors;

/** What an error is told as: a code and a sentence, and nothing of the inside. */
export const errorBody = (status: HttpError) => ({ error: errors[status] });

/** Answers with an error. */
export function sendError(response: Response, status: HttpError): void {
  response.send(status, errorBody(status));
}
