import type { Api } from './api.js';

const mostAMinute = 500;
const minuteMs = 60_000;

/** The limit of the commerce APIs: 500 requests a minute for one customer. `refuse` words it. */
export function commerceLimit(refuse: Api['refuse']): NonNullable<Api['limit']> {
  const windows = new Map<string, { from: number; used: number }>();
  return ({ id }, _app, _request, _route, now) => {
    const open = windows.get(id);
    const window = open && now < open.from + minuteMs ? open : { from: now, used: 0 };
    windows.set(id, window);
    window.used += 1;
    if (window.used <= mostAMinute) return { headers: {} };
    const seconds = Math.max(1, Math.ceil((window.from + minuteMs - now) / 1000));
    return { refusal: refuse(429, now, { 'Retry-After': String(seconds) }) };
  };
}
