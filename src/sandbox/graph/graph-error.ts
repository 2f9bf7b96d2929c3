import type { ApiCall } from '../api.js';
import type { ApiResponse, HeaderMap } from '../http/message.js';
import { guidFrom } from '../random.js';

/** An answer in Graph's error shape. `date` is milliseconds since 1970. */
export function graphError(
  status: number,
  code: string,
  message: string,
  date: number,
  headers: HeaderMap = {},
): ApiResponse {
  const id = guidFrom(`${date}|${status}|${message}`);
  const innerError = { date: new Date(date).toISOString().slice(0, 19), 'request-id': id, 'client-request-id': id };
  return { status, headers, body: { error: { code, message, innerError } } };
}

const codeOfStatus: Readonly<Record<number, string>> = {
  400: 'Request_BadRequest',
  401: 'InvalidAuthenticationToken',
  403: 'Authorization_RequestDenied',
  404: 'Request_ResourceNotFound',
  409: 'Directory_ConcurrencyViolation',
  429: 'Request_ThrottledTemporarily',
  500: 'Service_InternalServerError',
  503: 'ServiceUnavailable',
  504: 'GatewayTimeout',
};

const messageOfStatus: Readonly<Record<number, string>> = {
  403: 'Insufficient privileges to complete the operation.',
  409: 'Error due to concurrent requests being made to the tenant. Please wait briefly and retry.',
  429: 'Request is throttled temporarily.',
  503: 'The service is temporarily unavailable.',
  504: 'The request timed out at the gateway.',
};

/** A refusal by status alone, in Graph's words. */
export function graphStatus(status: number, date: number, headers: HeaderMap = {}): ApiResponse {
  const code = codeOfStatus[status] ?? 'UnknownError';
  return graphError(status, code, messageOfStatus[status] ?? 'The request could not be completed.', date, headers);
}

export function graphNotFound(id: string, date: number): ApiResponse {
  const message = `Resource '${id}' does not exist or one of its queried reference-property objects are not present.`;
  return graphError(404, 'Request_ResourceNotFound', message, date);
}

/** Answers that what a part of the path names is not there. */
export function missing(part: string) {
  return ({ parameters, now }: ApiCall): ApiResponse => graphNotFound(parameters[part] ?? '', now);
}

export function badRequest(message: string, date: number, code = 'Request_BadRequest'): ApiResponse {
  return graphError(400, code, message, date);
}
