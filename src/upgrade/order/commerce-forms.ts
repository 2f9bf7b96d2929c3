import type { Commerce } from '../ports.js';

/** What each form of commerce can do by API; the rest an admin does by hand. */
export const canByApi: Record<Commerce['form'], Commerce['can']> = {
  'partner-center': { upgrade: true, buy: true, buySeveral: true, cancel: true, changeParties: true },
  'billing-account': { upgrade: false, buy: true, buySeveral: false, cancel: true, changeParties: false },
  'admin-center': { upgrade: false, buy: false, buySeveral: false, cancel: false, changeParties: false },
};
