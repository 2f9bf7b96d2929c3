import type { Environment } from './environment.js';

/**
 * The port of health details and metrics: the bot's own in the sandbox, the one beside it on Microsoft's cloud, where
 * anybody may reach the bot's.
 * @returns undefined for the bot's own; 0 for any free one
 */
export function adminPortOf(
  { PORT = 3978, ADMIN_PORT }: Pick<Environment, 'PORT' | 'ADMIN_PORT'>,
  cloud: 'sandbox' | 'microsoft',
): number | undefined {
  if (cloud === 'sandbox') return ADMIN_PORT === PORT && PORT !== 0 ? undefined : ADMIN_PORT;
  if (ADMIN_PORT !== undefined || PORT === 0) return ADMIN_PORT ?? 0;
  return PORT === 65_535 ? PORT - 1 : PORT + 1;
}
