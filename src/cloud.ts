import type { BillingOptions, Fetch, TokenSource } from './microsoft/index.js';
import type { Practice } from './teams/index.js';
import type { PriceList } from './upgrade/order/price-list.js';
import type { Clock, Commerce } from './upgrade/ports.js';

/** What differs between Microsoft's cloud and the sandbox. */
export type Cloud = {
  clock: Clock;
  onJump: ((listener: () => void) => () => void) | undefined;
  fetch: Fetch;
  tokens: TokenSource;
  /** Where each API is, and the scope of its tokens where that is another than the global cloud's. */
  graph: { baseUrl: string; scope?: string };
  partnerCenter: { baseUrl: string; scope?: string };
  billing: { baseUrl: string; scope?: string; products?: BillingOptions['products'] };
  partnerTenantId: string | undefined;
  /** The form of commerce that serves a tenant. */
  formFor(tenantId: string): Promise<Commerce['form']>;
  practice: Practice | undefined;
  /** What is shown as prices where no price list is given; undefined where real money is paid. */
  practicePrices: PriceList | undefined;
  /** A token for sending to Teams from elsewhere than Microsoft Entra. */
  connectorToken: (() => Promise<string>) | undefined;
  url: string | undefined;
  stop(): Promise<void>;
};
