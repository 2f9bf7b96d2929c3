import { bodyProblem, type Issues } from '../http/body.js';
import type { ApiResponse, HeaderMap } from '../http/message.js';
import { guidFrom } from '../random.js';
import type { Tenant } from '../world/state.js';

export const apiVersion = '2024-04-01';
export const providerPath = '/providers/Microsoft.Billing';

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

/** The name of a tenant's billing account on a Microsoft Customer Agreement; always the same one. */
export function accountName({ id }: Tenant): string {
  return `${guidFrom(`${id}|billing account`)}:${guidFrom(`${id}|billing organization`)}_2019-05-31`;
}

export function accountId(tenant: Tenant): string {
  return `${providerPath}/billingAccounts/${accountName(tenant)}`;
}

/** Billing profiles have short names of letters and digits, such as `EA0R-XH2P-BG7-PGB`. */
export function profileName({ id }: Tenant): string {
  const code = guidFrom(`${id}|billing profile name`).replaceAll('-', '').toUpperCase();
  return [code.slice(0, 4), code.slice(4, 8), code.slice(8, 11), code.slice(11, 14)].join('-');
}
