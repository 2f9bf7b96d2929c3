import type { Exchange } from '../support/exchange.js';

/** A fetch that notes every exchange below `base`. */
export function notingFetch(base: string, exchanges: Exchange[], fetchIt: typeof fetch = fetch): typeof fetch {
  return async (input, init) => {
    const response = await fetchIt(input, init);
    const { pathname, search } = new URL(String(input));
    if (pathname.startsWith(base)) {
      const text = await response.clone().text();
      exchanges.push({
        method: init?.method ?? 'GET',
        path: pathname + search,
        request: new Headers(init?.headers),
        sent: typeof init?.body === 'string' ? JSON.parse(init.body) : undefined,
        status: response.status,
        got: text === '' ? undefined : JSON.parse(text),
      });
    }
    return response;
  };
}
