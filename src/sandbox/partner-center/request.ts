import type { ApiRequest, ApiResponse } from '../http/message.js';
import type { Route } from '../http/route.js';
import type { Tenant } from '../world/state.js';

/** What an operation of Partner Center gets to know; it depends on nothing else. */
export interface CommerceCall extends ApiRequest {
  readonly tenant: Tenant;
  readonly now: number;
  readonly parameters: Readonly<Record<string, string>>;
  /** The caller's MS-RequestId: the same for every try of one change. */
  readonly key: string;
}

export type CommerceRun = (call: CommerceCall) => ApiResponse;

export interface CommerceRoute extends Route<CommerceRun> {
  /** The first good outcome under a key is given again, and nothing is done twice. */
  readonly isOnce?: boolean;
}

/** An answer in Partner Center's error shape. */
export function fault(status: number, code: string | number, description: string): ApiResponse {
  return { status, body: { code, description, data: [], source: 'PartnerFD' } };
}

export function collection(items: readonly unknown[], self: string): ApiResponse {
  const links = { self: { uri: self, method: 'GET', headers: [] } };
  return { status: 200, body: { totalCount: items.length, items, links, attributes: { objectType: 'Collection' } } };
}

/** Why a body was not understood, in one line. */
export function badBody(issues: readonly { path: PropertyKey[]; message: string }[]): ApiResponse {
  const first = issues[0];
  return fault(400, '2000', `The request body is not valid: ${first?.path.join('.')} ${first?.message ?? ''}`.trim());
}

/** Compares `If-Match` with the version of a resource; gives the refusal, if any. */
export function ifMatchFault({ headers }: CommerceCall, etag: string): ApiResponse | undefined {
  const given = headers['if-match'];
  if (given === undefined) return fault(428, '2054', 'The If-Match header with the etag of the resource is required.');
  const plain = (text: string) => text.replace(/^W\//, '').replaceAll('"', '');
  return plain(given) === plain(etag) ? undefined : fault(412, '2055', 'Etag is no longer valid');
}

export function isoTime(at: number): string {
  return new Date(at).toISOString();
}
