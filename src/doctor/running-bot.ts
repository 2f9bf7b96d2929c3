import type { Config } from '../config/config.js';

/** Whether a bot of ours answers where this configuration would start one. */
export async function botRuns({ host, port }: Pick<Config, 'host' | 'port'>, fetchIt: typeof fetch): Promise<boolean> {
  if (port === 0) return false;
  try {
    const signal = AbortSignal.timeout(2_000);
    const response = await fetchIt(`http://${reachable(host)}:${port}/healthz`, { signal });
    await response.arrayBuffer();
    return response.ok && response.headers.get('server') === 'upgrade-assistant';
  } catch {
    // Nobody there, or somebody who does not speak HTTP: not a bot either way.
    return false;
  }
}

function reachable(host: string): string {
  if (host === '0.0.0.0') return '127.0.0.1';
  if (host === '::') return '[::1]';
  return host.includes(':') && !host.startsWith('[') ? `[${host}]` : host;
}
