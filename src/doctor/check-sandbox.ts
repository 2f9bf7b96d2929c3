import { z } from 'zod';
import { error, type Finding, inOneLine, ok } from './finding.js';

const id = 'sandbox';
const scenariosSchema = z.object({ scenarios: z.array(z.unknown()) });

/** Whether a sandbox cloud that runs elsewhere answers. @param url undefined: one is started with the bot */
export async function checkSandbox(url: string | undefined, fetchIt: typeof fetch): Promise<Finding> {
  if (url === undefined) return ok(id, 'is started with the bot');
  const fix = 'Start the sandbox cloud there, or leave SANDBOX_URL empty to have one started with the bot.';
  try {
    const response = await fetchIt(`${url}/_sandbox/scenarios`, { signal: AbortSignal.timeout(10_000) });
    const answer = scenariosSchema.safeParse(response.ok ? await response.json() : undefined);
    if (answer.success) return ok(id, `answers at ${url}, with ${answer.data.scenarios.length} practice tenants`);
    return error(id, `what answers at ${url} is no sandbox cloud (status ${response.status})`, fix);
  } catch (thrown) {
    return error(id, `nobody answers at ${url}: ${inOneLine(thrown)}`, fix);
  }
}
