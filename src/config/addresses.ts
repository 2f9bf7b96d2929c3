import { z } from 'zod';
import type { Addresses } from '../microsoft/clouds.js';
import { hostPattern } from './hosts.js';

/** The addresses of a cloud of Microsoft's that is not listed here, as a file gives them. */

const https = z.url({ protocol: /^https$/, error: 'is not an https address' });
/** Paths are put behind it, and tokens asked for it: it ends with the host or the port. */
const origin = https.refine((address) => URL.canParse(address) && new URL(address).origin === address, {
  error: 'must be https:// with a host in small letters, and nothing behind it',
});

/**
 * Every address at once, none left to another cloud: a token for one must never be shown to the other. Unknown members
 * are refused, since they are likely to be misspelt ones.
 */
export const addressesSchema: z.ZodType<Addresses> = z.strictObject({
  authority: origin,
  graph: origin,
  partnerCenter: origin,
  management: origin,
  bot: z.strictObject({
    audience: https,
    tokenIssuer: https,
    openIdMetadata: https,
    tokenService: origin,
    serviceHosts: z.array(z.string().regex(hostPattern, { error: 'is no host name in small letters' })).min(1),
  }),
});
