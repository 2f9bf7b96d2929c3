/** One request and its answer. Without a status the connection broke before there was an answer. */
export type Exchange = {
  method: string;
  /** Path and query. */
  path: string;
  request: Headers;
  sent: unknown;
  status: number | undefined;
  got: unknown;
};

type BatchRequest = { id: string; method: string; url: string; headers?: Record<string, string>; body?: unknown };
type BatchResponse = { id: string; status: number; body?: unknown };

/** The exchanges that were made, and those inside Graph's batches. @param base what the addresses in a batch are below */
export function withInner(exchanges: readonly Exchange[], base: string): Exchange[] {
  return exchanges.flatMap((exchange) => {
    if (!exchange.path.endsWith('/$batch')) return [exchange];
    const { requests } = exchange.sent as { requests: BatchRequest[] };
    const { responses = [] } = (exchange.got ?? {}) as { responses?: BatchResponse[] };
    const inner = requests.map(({ id, method, url, headers, body }) => {
      const answer = responses.find((one) => one.id === id);
      const request = new Headers(headers);
      return { method, path: base + url, request, sent: body, status: answer?.status, got: answer?.body };
    });
    return [exchange, ...inner];
  });
}
