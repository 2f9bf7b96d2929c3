import type { ApiCall } from '../api.js';
import { bodyProblem, type Issues } from '../http/body.js';
import type { ApiResponse, HeaderMap } from '../http/message.js';

/** An answer in Partner Center's error shape. */
export function partnerError(status: number, code: string | number, description: string): ApiResponse {
  return { status, body: { code, description, data: [], source: 'PartnerFD' } };
}

/** A refusal by status alone. Throttling has a shape of its own. */
export function partnerStatus(status: number, _now: number, headers: HeaderMap = {}): ApiResponse {
  if (status === 429) {
    const seconds = Number(headers['Retry-After'] ?? 57);
    const message = `Rate limit is exceeded. Try again in ${seconds} seconds.`;
    return { status, headers, body: { statusCode: 429, message } };
  }
  const description = status === 413 ? 'The request body is too large.' : 'Request failed.';
  return { ...partnerError(status, status, description), headers };
}

/** How a resource says where it is. */
export function selfLink(uri: string) {
  return { self: { uri, method: 'GET', headers: [] } };
}

export function collection(items: readonly unknown[], self: string): ApiResponse {
  const attributes = { objectType: 'Collection' };
  return { status: 200, body: { totalCount: items.length, items, links: selfLink(self), attributes } };
}

export function partnerBadBody(issues: Issues): ApiResponse {
  return partnerError(400, '2000', bodyProblem(issues));
}

/** Compares `If-Match` with the version of a resource; gives the refusal, if any. */
export function ifMatchError({ headers }: ApiCall, etag: string): ApiResponse | undefined {
  const given = headers['if-match'];
  if (given === undefined)
    return partnerError(428, '2054', 'The If-Match header with the etag of the resource is required.');
  const plain = (text: string) => text.replace(/^W\//, '').replaceAll('"', '');
  return plain(given) === plain(etag) ? undefined : partnerError(412, '2055', 'Etag is no longer valid');
}
