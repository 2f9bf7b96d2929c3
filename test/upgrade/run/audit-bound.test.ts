import { describe, expect, it } from '@jest/globals';
import type { Command } from '../../../src/upgrade/run/commands.js';
import { decide } from '../../../src/upgrade/run/decide.js';
import { noted } from '../../../src/upgrade/run/record.js';
import type { Run } from '../../../src/upgrade/run/run.js';
import { now, runIn } from '../../support/runs.js';

/** What one person can make a run grow to by turning round in it. */

const alex = { id: 'alex', name: 'Alex Wilber' };
const megan = { id: 'megan', name: 'Megan Bowen' };
const ask = (run: Run, command: Command, actor = alex) =>
  decide(run, {
    command,
    actor,
    roles: ['globalAdministrator'],
    revision: undefined,
    now,
    newKey: () => 'key',
  });
function stateAfter(run: Run, command: Command, actor = alex): Run {
  const decision = ask(run, command, actor);
  return decision.is === 'changed' ? decision.run : run;
}
function turning(run: Run, ...commands: Command[]): Run {
  let now = run;
  for (let turn = 0; turn < 2_000; turn += 1) for (const command of commands) now = stateAfter(now, command);
  return now;
}
const follow = { do: 'follow' } as const;
const unfollow = { do: 'unfollow' } as const;

describe('a run whose followers come and go', () => {
  it('does what they ask every time, and writes it down so many times only', () => {
    const left = turning(runIn.manualReassign(), unfollow, follow, unfollow);
    expect(left.followers).not.toContain('alex');
    expect(left.left).toEqual(['alex']);
    expect(left.audit).toHaveLength(40);
    expect(stateAfter(left, follow).followers).toContain('alex');
  });

  it('writes down what the others do all the same', () => {
    const left = turning(runIn.manualReassign(), unfollow, follow);
    expect(stateAfter(left, follow, megan).audit.at(-1)).toMatchObject({ by: megan, what: 'follow' });
    expect(stateAfter(left, { do: 'stop' }).audit.at(-1)).toMatchObject({ by: alex, what: 'stop' });
    const seen = noted(runIn.manualReassign(), {}, { at: now, by: null, what: 'snapshot' });
    expect(stateAfter(seen, unfollow).audit.at(-1)).toMatchObject({ by: alex, what: 'unfollow' });
  });
});

describe('a run that somebody steers in circles', () => {
  it.each<[string, Run, Command[]]>([
    [
      'in the cart',
      runIn.cart(),
      [
        { do: 'updateCart', quantity: 26 },
        { do: 'updateCart', quantity: 27 },
      ],
    ],
    ['between cart and checkout', runIn.checkout(), [{ do: 'backToCart' }, { do: 'goToCheckout' }]],
    ['by pausing', runIn.reassigning(), [{ do: 'pause' }, { do: 'resume' }]],
    [
      'by choosing',
      runIn.beforeYouBegin(),
      [
        { do: 'choosePlan', plan: 'SPE_E3' },
        { do: 'choosePlan', plan: 'SPE_E5' },
      ],
    ],
  ])('takes a thousand changes of one person: %s', (_where, run, commands) => {
    const turned = turning(run, ...commands);
    expect(turned.audit.length).toBeGreaterThan(990);
    expect(turned.audit.length).toBeLessThanOrEqual(1_000);
  });

  it('is stopped by them still, and steered on by somebody else', () => {
    const entry = { at: now, by: alex, what: 'pause' } as const;
    const run = Array.from({ length: 1_000 }).reduce<Run>((all) => noted(all, {}, entry), runIn.reassigning());
    expect(ask(run, { do: 'pause' })).toEqual({ is: 'unchanged', refusal: { why: 'tooOften' } });
    expect(ask(run, { do: 'pause' }, megan).is).toBe('changed');
    expect(ask(run, { do: 'stop' }).is).toBe('changed');
  });
});
