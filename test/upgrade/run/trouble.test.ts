import { describe, expect, it } from '@jest/globals';
import type { Problem } from '../../../src/upgrade/ports.js';
import { advance } from '../../../src/upgrade/run/advance.js';
import type { Run } from '../../../src/upgrade/run/run.js';
import { now, runIn } from '../../support/runs.js';

/** What becomes of a run that works or waits where Microsoft refuses something, or says what nobody expects. */

const meets = (run: Run, problem: Problem): Run => advance(run, { found: 'problem', problem }, now);
const inMs = (time: string | undefined) => Date.parse(time ?? '') - now.getTime();

const working: (() => Run)[] = [runIn.reassigning, runIn.transition, runIn.cancelling, runIn.locating];

describe('a refusal while a run works', () => {
  it.each<[Problem, object]>([
    [{ is: 'notFound' }, { is: 'refused', code: 'notFound', text: '' }],
    [{ is: 'cartExpired' }, { is: 'refused', code: 'cartExpired', text: '' }],
    [
      { is: 'refused', code: '800020', text: 'Not eligible.' },
      { is: 'refused', code: '800020', text: 'Not eligible.' },
    ],
    [
      { is: 'denied', needs: 'Group.Read.All' },
      { is: 'denied', needs: 'Group.Read.All' },
    ],
    [
      { is: 'denied', needs: undefined, mendedBy: 'operator' },
      { is: 'denied', needs: null, mendedBy: 'operator' },
    ],
  ])('asks for help, is told, and goes on where it stood: %j', (problem, trouble) => {
    for (const run of working.map((make) => make())) {
      const asks = meets(run, problem);
      expect(asks.state).toMatchObject({ is: 'needsAttention', since: now.toISOString(), trouble, resume: run.state });
      expect(asks.notices.at(-1)).toMatchObject({ what: 'needsAttention' });
    }
  });

  it('is written down by its kind, and by what is missing where that is a permission', () => {
    const about = (problem: Problem) => meets(runIn.reassigning(), problem).audit.at(-1)?.details;
    expect(about({ is: 'notFound' })).toStrictEqual({ trouble: 'refused' });
    expect(about({ is: 'denied', needs: 'Group.Read.All' })).toStrictEqual({
      trouble: 'denied',
      needs: 'Group.Read.All',
    });
    const stumbled = advance(runIn.reassigning(), { found: 'defect', text: 'A surprise.' }, now);
    expect(stumbled.audit.at(-1)?.details).toStrictEqual({ trouble: 'unexpected' });
  });

  it('is looked at again in five seconds where it was a permission, which is granted elsewhere; else by a person', () => {
    const nextAt = ({ state }: Run) => (state.is === 'needsAttention' ? state.nextAt : 'elsewhere');
    expect(inMs(nextAt(meets(runIn.reassigning(), { is: 'denied', needs: undefined })))).toBe(5_000);
    expect(nextAt(meets(runIn.reassigning(), { is: 'notFound' }))).toBeUndefined();
  });
});

describe('an answer that does not tell while a run works', () => {
  it.each<[string, Problem, object, number]>([
    [
      'in an hour, while the account is reviewed',
      { is: 'underReview', code: '1', text: '' },
      { is: 'accountReview' },
      3_600_000,
    ],
    ['soon, in a word of no document', { is: 'unclear', word: 'musing' }, { is: 'unknownWord', word: 'musing' }, 2_000],
  ])('is asked for again %s, and the run says what holds it up', (_, problem, holdup, ms) => {
    for (const run of working.map((make) => make())) {
      const waits = meets(run, problem);
      expect(waits.holdup).toEqual({ ...holdup, since: now.toISOString(), told: false });
      expect(waits.state).toMatchObject({ ...run.state, nextAt: new Date(now.getTime() + ms).toISOString() });
      expect([waits.revision, waits.noticeSeq, waits.attempts]).toEqual([run.revision, run.noticeSeq, 0]);
    }
  });
});
