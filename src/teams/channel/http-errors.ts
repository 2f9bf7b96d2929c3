import type { Response } from 'restify';

const errors = {
  400: { code: 'BadRequest', message: 'The request is not an activity.' },
  401: { code: 'Unauthorized', message: 'A bearer token is required.' },
  403: { code: 'Forbidden', message: 'The bearer token was not accepted.' },
  413: { code: 'RequestTooLarge', message: 'The request is too large.' },
  415: { code: 'UnsupportedMediaType', message: 'The request must be JSON.' },
  500: { code: 'InternalError', message: 'The request could not be handled.' },
  503: { code: 'Unavailable', message: 'Turns cannot be taken now.' },
} as const;

/** Answers with an error: a code and a sentence, and nothing of the inside. */
export function sendError(response: Response, status: keyof typeof errors): void {
  response.send(status, { error: errors[status] });
}
