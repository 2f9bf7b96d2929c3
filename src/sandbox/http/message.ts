/** A request as the parts of the sandbox see it: no sockets, everything read. */
export interface ApiRequest {
  readonly method: string;
  /** Path without the prefix of its API and without the query, as sent. */
  readonly path: string;
  readonly query: URLSearchParams;
  /** Names in lower case. */
  readonly headers: Readonly<Record<string, string>>;
  readonly body: unknown;
}

export interface ApiResponse {
  readonly status: number;
  readonly headers?: Readonly<Record<string, string>>;
  /** Sent as JSON; a string is sent as text. Undefined sends nothing. */
  readonly body?: unknown;
}

/** Splits `/users?$top=5` into path and query. */
export function splitUrl(url: string): { path: string; query: URLSearchParams } {
  const mark = url.indexOf('?');
  return mark === -1
    ? { path: url, query: new URLSearchParams() }
    : { path: url.slice(0, mark), query: new URLSearchParams(url.slice(mark + 1)) };
}

export function isWrite(method: string): boolean {
  return method !== 'GET' && method !== 'HEAD';
}
