import { subscribe } from 'node:diagnostics_channel';
import type { ClientRequest } from 'node:http';
import { setTimeout as pause } from 'node:timers/promises';

/** Requests that this process has under way, and how many began or ended so far. */
let underWay = 0;
let seen = 0;

const began = (): void => {
  underWay += 1;
  seen += 1;
};
const ended = (): void => {
  underWay -= 1;
  seen += 1;
};

subscribe('undici:request:create', began);
subscribe('undici:request:trailers', ended);
subscribe('undici:request:error', ended);
subscribe('http.client.request.start', (message) => {
  began();
  (message as { request: ClientRequest }).request.once('close', ended);
});

const files = ['FSReqCallback', 'FSReqPromise'];
const isQuiet = (): boolean => underWay <= 0 && !process.getActiveResourcesInfo().some((one) => files.includes(one));

const betweenLooksMs = 2;
const quietLooks = 4;
/** What answers nothing for so many looks hangs, and is not waited for. */
const hangingLooks = 150;

/**
 * Resolves once nothing in this process asks anybody or writes anything, or what it asks hangs: only then the clock is
 * moved, however slow the machine is.
 */
export async function atRest(): Promise<void> {
  let before = seen;
  for (let quiet = 0, still = 0; quiet < quietLooks && still < hangingLooks; ) {
    await pause(betweenLooksMs);
    still = seen === before ? still + 1 : 0;
    quiet = seen === before && isQuiet() ? quiet + 1 : 0;
    before = seen;
  }
}
