import { setTimeout as pause } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';

/** Loads a module outside the test file's own context, once a process; see environment.js. */
declare const requireOnce: NodeJS.Require;

type Requests = { readonly underWay: number; readonly seen: number };
const requests: Requests = requireOnce(fileURLToPath(new URL('./requests-under-way.cjs', import.meta.url)));

const files = ['FSReqCallback', 'FSReqPromise'];
const isQuiet = (): boolean =>
  requests.underWay <= 0 && !process.getActiveResourcesInfo().some((one) => files.includes(one));

const betweenLooksMs = 2;
const quietLooks = 4;
/** What answers nothing for so many looks hangs, and is not waited for. */
const hangingLooks = 150;

/**
 * Resolves once nothing in this process asks anybody or writes anything, or what it asks hangs: only then the clock is
 * moved, however slow the machine is.
 */
export async function atRest(): Promise<void> {
  let before = requests.seen;
  for (let quiet = 0, still = 0; quiet < quietLooks && still < hangingLooks; ) {
    await pause(betweenLooksMs);
    still = requests.seen === before ? still + 1 : 0;
    quiet = requests.seen === before && isQuiet() ? quiet + 1 : 0;
    before = requests.seen;
  }
}
