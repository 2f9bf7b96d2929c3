import type { Command, Verb } from '../../../../src/upgrade/run/commands.js';
import { verbs } from '../../../../src/upgrade/run/commands.js';
import type { Found } from '../../../../src/upgrade/run/found.js';
import { definitionOf, type Run } from '../../../../src/upgrade/run/run.js';
import type { Role } from '../../../../src/upgrade/tenant/roles.js';
import { commandOf } from './commands.js';
import { type Dice, often } from './dice.js';
import { findingNames, findingOf } from './findings.js';
import type { Happening, Next } from './happenings.js';
import { type Here, onwards } from './onwards.js';
import { hour, minute, second } from './spans.js';

/**
 * Chooses what happens next. Mostly what carries a run on from where it stands, so that histories come far; often
 * anything that its state names, at times anything at all.
 */

const people = [
  { id: 'p1', name: 'Alex' },
  { id: 'p2', name: 'Megan' },
  { id: 'p3', name: 'Adele' },
];

const someRoles: readonly (readonly Role[])[] = [
  ['billingAdministrator'],
  ['licenseAdministrator'],
  ['userAdministrator'],
  ['globalReader'],
  [],
];

const gaps = often({ [second]: 20, [6 * second]: 35, [5 * minute]: 35, [2 * hour]: 7, [26 * hour]: 3 }).map(Number);

/** What ends a run is tried seldom where no order is under way, or few would come far. */
const ends: readonly Verb[] = ['stop'];

const kinds = often({ onward: 60, ownVerb: 12, ownFinding: 10, anyVerb: 6, anyFinding: 5, told: 7 });
/** Where much must happen in a row, such as that an order is lost three times. */
const onCourse = often({ onward: 90, ownVerb: 2, ownFinding: 3, anyVerb: 2, anyFinding: 1, told: 2 });

export function happensNext(here: Here): Next {
  const { run, now, dice, course } = here;
  const { verbs: ownVerbs, findings: ownFindings } = definitionOf(run.state.is);
  const after = dice.one(gaps);
  const say = (verb: Verb): Happening => saidBySomebody(commandOf(verb, run, now, dice), dice);
  const find = (name: Found['found']): Happening => ({ by: 'engine', found: findingOf(name, run, dice, now) });
  const kind = dice.one(course.losesOrders ? onCourse : kinds);
  switch (kind) {
    case 'onward':
      return onward(here) ?? { happening: find('defect'), after };
    case 'ownVerb': {
      const own = Object.keys(ownVerbs) as Verb[];
      return own.length === 0
        ? { happening: say('check'), after }
        : { happening: say(seldomEnding(own, run, dice)), after };
    }
    case 'ownFinding': {
      const own = (Object.keys(ownFindings) as Found['found'][]).filter((name) => mayBeFound(name, run));
      return { happening: own.length === 0 ? find(dice.one(findingNames)) : find(dice.one(own)), after };
    }
    case 'anyVerb':
      return { happening: say(seldomEnding(verbs, run, dice)), after };
    case 'anyFinding':
      return { happening: find(dice.one(findingNames.filter((name) => mayBeFound(name, run)))), after };
    case 'told':
      return { happening: told(run, now, dice), after };
    default: {
      const never: never = kind;
      return never;
    }
  }
}

/** The engine sends only what it has read as not sent. */
const mayBeFound = (name: Found['found'], { state }: Run): boolean =>
  name !== 'sending' || (state.is === 'ordering' && !state.sent);

function seldomEnding(from: readonly Verb[], { order }: Run, dice: Dice): Verb {
  const verb = dice.one(from);
  return ends.includes(verb) && order?.outcome !== 'open' && !dice.once(4) ? dice.one(from) : verb;
}

function saidBySomebody(command: Command, dice: Dice): Happening {
  const roles: readonly Role[] = dice.once(5) ? dice.one(someRoles) : ['globalAdministrator'];
  return { by: 'person', actor: dice.one(people), roles, command, isOld: dice.once(12) };
}

/** Who is told changes. */
function told(run: Run, now: Date, dice: Dice): Happening {
  if (dice.once(4)) return { by: 'handover', permission: dice.one(['buy', 'assign']), to: [dice.one(people)] };
  return saidBySomebody(commandOf(dice.one(['follow', 'unfollow', 'unfollow']), run, now, dice), dice);
}

function onward(here: Here): Next | undefined {
  const { run, dice } = here;
  const option = onwards[run.state.is](here);
  if (!option) return undefined;
  const { after = dice.one(gaps), what } = option;
  return { after, happening: 'do' in what ? saidBySomebody(what, dice) : { by: 'engine', found: what } };
}
