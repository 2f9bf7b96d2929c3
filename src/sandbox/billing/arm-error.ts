import { bodyProblem, type Issues } from '../http/body.js';
import type { ApiResponse, HeaderMap } from '../http/message.js';

/**
 * An answer in Azure Resource Manager's error shape.
 * @see https://github.com/Azure/azure-rest-api-specs (common-types v5, ErrorResponse)
 */
export function armError(status: number, code: string, message: string, headers: HeaderMap = {}): ApiResponse {
  return { status, headers, body: { error: { code, message, target: null, details: [], additionalInfo: [] } } };
}

const codes: Readonly<Record<number, string>> = {
  409: 'Conflict',
  429: 'TooManyRequests',
  500: 'InternalServerError',
  503: 'ServiceUnavailable',
};

/** A refusal by status alone, in Resource Manager's words. */
export function armStatus(status: number, _now: number, headers: HeaderMap = {}): ApiResponse {
  return armError(status, codes[status] ?? 'RequestFailed', 'The request could not be completed.', headers);
}

export function armNotFound(what: string): ApiResponse {
  return armError(404, 'ResourceNotFound', `The ${what} was not found.`);
}

export function armBadBody(issues: Issues): ApiResponse {
  return armError(400, 'InvalidRequestContent', bodyProblem(issues));
}
