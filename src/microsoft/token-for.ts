import { within } from '../base/deadline.js';
import { machineTime } from '../base/real-time.js';
import { PortError } from '../upgrade/ports.js';
import type { Call, ConnectionOptions } from './call.js';
import { readTimeoutOf } from './read-waits.js';

/**
 * A token of the app for what is to be done. The only place that asks for one here: whoever keeps tokens may wait for
 * Microsoft for ever, and a step that waits with it would never be taken again.
 * @param how whether a token is asked for anew, whatever is at hand
 * @throws PortError of the sign-in, `unreachable` where it does not answer in time or the bot stops
 */
export async function tokenFor(
  { tenantId, doing }: Pick<Call, 'tenantId' | 'doing'>,
  scope: string,
  options: Pick<ConnectionOptions, 'tokens' | 'readTimeoutMs' | 'stop'>,
  how?: { fresh: boolean },
): Promise<string> {
  try {
    return await within(options.tokens(tenantId, scope, how), readTimeoutOf(options), machineTime(), options.stop);
  } catch (error) {
    throw error instanceof PortError
      ? error
      : new PortError({ is: 'unreachable' }, `${doing} (no token)`, { cause: error, service: 'signIn' });
  }
}
