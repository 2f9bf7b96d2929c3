export interface CommerceThrottle {
  /** Counts one request for a customer; gives the seconds to wait when there were too many. */
  take(customer: string, now: number): number | undefined;
}

const mostAMinute = 500;
const minuteMs = 60_000;

/** Partner Center's limit: 500 requests a minute for one customer. */
export function createCommerceThrottle(): CommerceThrottle {
  const windows = new Map<string, { from: number; used: number }>();
  return {
    take(customer, now) {
      const open = windows.get(customer);
      const window = open && now < open.from + minuteMs ? open : { from: now, used: 0 };
      windows.set(customer, window);
      window.used += 1;
      return window.used > mostAMinute ? Math.max(1, Math.ceil((window.from + minuteMs - now) / 1000)) : undefined;
    },
  };
}
