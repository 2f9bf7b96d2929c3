/** Headers by name; in lower case where they came in. */
export type HeaderMap = Readonly<Record<string, string>>;

/** A request as it came over the wire. */
export interface WireRequest {
  readonly method: string;
  /** Path and query. */
  readonly url: string;
  readonly headers: HeaderMap;
  readonly text: string;
  /** Scheme, host and port by which the caller reached the sandbox. */
  readonly origin: string;
}

/** A request as the parts of the sandbox see it: no sockets, everything read. */
export interface ApiRequest {
  readonly method: string;
  /** Path and query below the root of its API, as sent. */
  readonly url: string;
  readonly path: string;
  readonly query: URLSearchParams;
  readonly headers: HeaderMap;
  readonly body: unknown;
}

export interface ApiResponse {
  readonly status: number;
  readonly headers?: HeaderMap;
  /** Sent as JSON; a string is sent as text. Undefined sends nothing. */
  readonly body?: unknown;
}

/** A URL such as `/users?$top=5` with its path and query. */
export function splitUrl(url: string): Pick<ApiRequest, 'url' | 'path' | 'query'> {
  const [path = '', ...query] = url.split('?');
  return { url, path, query: new URLSearchParams(query.join('?')) };
}

export function isWrite(method: string): boolean {
  return method !== 'GET' && method !== 'HEAD';
}
