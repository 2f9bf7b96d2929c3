import { describe, expect, it } from '@jest/globals';
import { concurrently } from '../../../src/base/concurrently.js';
import { changeBatch } from '../../../src/engine/people/change-batch.js';
import { Gate } from '../../../src/engine/people/gate.js';
import { Learning } from '../../../src/engine/people/learning.js';
import { Tally } from '../../../src/engine/people/tally.js';
import { createProgress } from '../../../src/engine/steps/progress.js';
import type { StepTools } from '../../../src/engine/steps/step.js';
import { createTimeline } from '../../../src/engine/timeline.js';
import type { Directory } from '../../../src/upgrade/ports.js';
import type { LicensedUser } from '../../../src/upgrade/tenant/facts.js';
import { at, runIn } from '../../support/runs.js';

/** A clock that is moved by hand. */
function movedClock() {
  let now = Date.parse(at);
  const jumps = new Set<() => void>();
  const timeline = createTimeline({ now: () => new Date(now) }, (listener) => {
    jumps.add(listener);
    return () => void jumps.delete(listener);
  });
  return {
    timeline,
    move(ms: number) {
      now += ms;
      for (const look of [...jumps]) look();
    },
  };
}

const turn = () => new Promise((resolve) => setImmediate(resolve));

describe('work on many at once', () => {
  it('has ended when it rejects, also where the list itself could not be read', async () => {
    let finish = (): void => {};
    let ended = false;
    async function* pages() {
      yield 1;
      throw new Error('the second page could not be read');
    }
    const work = concurrently(pages(), 4, async () => {
      await new Promise<void>((resolve) => {
        finish = resolve;
      });
      ended = true;
    });
    const rejected = expect(work).rejects.toThrow('the second page');
    await turn();
    finish();
    await rejected;
    expect(ended).toBe(true);
  });
});

describe('people whom Microsoft asked to wait with', () => {
  const user: LicensedUser = {
    id: 'a',
    displayName: 'A',
    userPrincipalName: 'a@contoso.com',
    usageLocation: 'SE',
    licences: [],
  };
  const change = { change: { userId: 'a', add: [], remove: [] }, unmapped: [], alsoOff: [] };

  it('are left as they are when the upgrade is stopped meanwhile', async () => {
    const { timeline, move } = movedClock();
    let goesOn = true;
    let sent = 0;
    const directory = {
      async changeLicences() {
        sent += 1;
        return [{ is: 'busy', retryAfterMs: 60_000 }];
      },
    } as unknown as Directory;
    const tally = new Tally(1, 0, at);
    const learning = new Learning([]);
    const gate = new Gate(timeline);
    const tools = { directory, tenantId: 't', gate, signal: new AbortController().signal, tally, learning };
    const done = changeBatch([user], () => change as never, { ...tools, goOn: async () => goesOn });
    await turn();
    expect(sent).toBe(1);
    goesOn = false;
    move(5_000);
    await done;
    move(120_000);
    await turn();
    expect(sent).toBe(1);
    expect(tally.work()).toMatchObject({ done: 0, failures: [] });
  });
});

describe('how far it has come', () => {
  it('is looked at also after the clock was set back, so that a pause is noticed', async () => {
    const { timeline, move } = movedClock();
    let state = runIn.reassigning();
    const tools = { timeline, signal: new AbortController().signal, tell: async () => state } as unknown as StepTools;
    const goOn = createProgress(new Tally(1, 0, at), runIn.reassigning(), tools);
    expect(await goOn()).toBe(true);
    move(-3_600_000);
    state = runIn.stopped();
    expect(await goOn()).toBe(false);
  });
});
