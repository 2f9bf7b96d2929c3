import { z } from 'zod';
import { permissionInTheirName } from '../../decision.js';
import { isCountry } from '../../order/countries.js';
import { mostLocated } from '../commands.js';
import { decisionOf } from '../decided.js';
import { type Asked, type CommandTo, state } from '../definition.js';
import { beginning, beingMoved, decidedBy, locating, permissionToBegin, reassigning, scheduled } from '../entering.js';
import { becomes } from '../record.js';
import { notNow, notWhileHeld, refuse } from '../rules/refuse.js';
import { chooseTime, missingToBegin } from '../rules/schedule.js';
import { stop } from '../rules/stop.js';
import { undo } from '../rules/undo.js';
import type { In } from '../shape.js';
import { mayBeLocated } from '../snapshot.js';
import { sourceOf } from '../source-of.js';
import { pilotOf } from './reassigning.js';

/** Step 3 of the manual path: ready to start, or finished with failures, or a pilot done. */

const schema = z.object({ is: z.literal('manualReassign') });
type ManualReassign = z.infer<typeof schema>;

/** Most people who can be named to begin with. */
export const mostNamed = 200;

export const manualReassign = state<ManualReassign>()({
  schema,
  step: { automatic: 'transition', manual: 'reassign' },
  card: 'manual-reassign',
  needs: 'assign',
  verbs: {
    /** Begins with everyone, with a number of people, or with those who are named. */
    reassign: {
      needs: 'assign',
      decide(run, asked) {
        const { pilot, people } = asked.command;
        if (people !== undefined) return reassignNamed(run, asked, people);
        const { assigned } = sourceOf(run);
        if (pilot > assigned) return refuse({ why: 'tooManyForPilot', people: assigned });
        const { actor, now } = asked;
        // Looking at a few people first needs no waiting for the chosen time.
        const decided = decisionOf(asked, permissionInTheirName.reassign);
        if (pilot > 0) return becomes(run, asked, reassigning(now, pilot), { ...beingMoved(run), decided }, { pilot });
        const next = beginning(run, 'reassign', now);
        const moved = next.is === 'reassigning' ? { ...beingMoved(run), decided } : {};
        return becomes(run, asked, next, { ...decidedBy(actor, run, now), ...moved }, { pilot });
      },
    },
    /** Tries those again who could not be moved, and nobody else. */
    retryFailed: {
      needs: 'assign',
      decide(run, asked) {
        if (!run.reassign || run.reassign.failures.length === 0) return notNow;
        const ids = run.reassign.failures.map(({ id }) => id);
        const again = { ...reassigning(asked.now, 0, ids), onlyFailed: true };
        return becomes(run, asked, again, { decided: decisionOf(asked, permissionInTheirName.reassign) });
      },
    },
    setLocation: {
      needs: permissionInTheirName.locate,
      decide(run, asked) {
        const { country, people, again = false } = asked.command;
        if (!isCountry(country)) return refuse({ why: 'countryUnknown', country });
        const known = mayBeLocated(run).map(({ id }) => id);
        const ids = people ?? known.slice(0, mostLocated);
        if (ids.length === 0 || !ids.every((id) => known.includes(id))) return refuse({ why: 'nobodyToLocate' });
        const next = locating(asked.now, country, [...new Set(ids)], again);
        const decided = decisionOf(asked, permissionInTheirName.locate);
        return becomes(run, asked, next, { decided, located: null }, { country, people: ids.length });
      },
    },
    /** Where nothing but the time was left to decide, the run waits for it. */
    schedule: {
      needs: 'steer',
      decide: (run, asked) =>
        missingToBegin(permissionToBegin.reassign, asked) ?? chooseTime(run, asked, scheduled('reassign', asked.now)),
    },
    cancelOld: notWhileHeld,
    undo,
    stop,
  },
  findings: {},
});

function reassignNamed(run: In<ManualReassign>, asked: Asked<CommandTo<'reassign'>>, people: string) {
  const { named, now } = asked;
  if (!named) return notNow;
  if (!named.ok) return refuse(named.refusal);
  const { ids, names } = named;
  // No name at all must never come to mean everyone.
  if (ids.length === 0) return refuse({ why: 'nobodyCalled', names: [people] });
  const patch = {
    ...beingMoved(run),
    decided: decisionOf(asked, permissionInTheirName.reassign),
    pilot: pilotOf(names, ids),
  };
  return becomes(run, asked, reassigning(now, ids.length, ids), patch, { pilot: ids.length, named: true });
}
