import type { Logger } from 'pino';
import type { Documents } from '../storage/documents.js';
import type { Along } from '../upgrade/plans/along.js';
import { isWayOn } from '../upgrade/plans/ways-on.js';
import type { Command } from '../upgrade/run/commands.js';
import type { Asked, CommandTo } from '../upgrade/run/definition.js';
import { plansOfSplit, splitOf } from '../upgrade/run/rules/split-people.js';
import { isOver, type Run } from '../upgrade/run/run.js';
import { sourceOf } from '../upgrade/run/source-of.js';
import type { Part, Split } from '../upgrade/run/split.js';
import { askCommerce } from './ask-commerce.js';
import { readAlong } from './people/along.js';
import { findNamed } from './people/find-named.js';
import { findPart } from './people/find-part.js';
import { readLosing } from './people/losing.js';
import { Unused } from './people/unused.js';
import { readBeside } from './read-beside.js';
import type { World } from './read-facts.js';

type Tools = { world: World; documents: Documents; log: Logger };
type Read = Pick<Asked, 'payers' | 'offer' | 'beside' | 'named' | 'part' | 'losing' | 'losingApart' | 'unused'>;

/**
 * What the decision on a command depends on beside the run, as Microsoft tells it now; nothing where it hangs on the run
 * alone. For somebody who may give the command, from a card that is not old.
 * @throws PortError when Microsoft cannot be read
 */
export async function readFor(run: Run, command: Command, tools: Tools): Promise<Read> {
  const told = await askCommerce(run, command, tools);
  const { world, documents } = tools;
  switch (command.do) {
    case 'reassign': {
      if (command.people === undefined || run.state.is !== 'manualReassign') return told;
      return { ...told, named: await findNamed(run, command.people, { directory: world.directory, documents }) };
    }
    case 'splitPeople':
      return isOver(run) ? told : { ...told, ...(await readForSplit(run, command, tools)) };
    case 'choosePlan':
      return isWayOn(command.plan, sourceOf(run).sku) ? { ...told, ...(await losingBy(run, command, world)) } : told;
    case 'buyNew':
      return run.state.is === 'manualBuy' ? { ...told, beside: await readBeside(run, tools) } : told;
    default:
      return told;
  }
}

/** Those who are to go to the first of two plans, and who loses what by each. */
async function readForSplit(
  run: Run,
  command: CommandTo<'splitPeople'>,
  { world, documents }: Tools,
): Promise<Pick<Read, 'part' | 'losingApart'>> {
  const plans = plansOfSplit(run, command);
  if (!plans.ok) return {};
  const part = await findPart(run, { ...command, ...plans }, { directory: world.directory, documents });
  return { part, ...(part?.ok ? { losingApart: await losingOfTwo(run, part.part, plans, world) } : {}) };
}

/** Counts who loses what by each of two plans that have less, of those who go there. */
async function losingOfTwo(run: Run, part: Part, { plan, rest }: Pick<Split, 'plan' | 'rest'>, world: World) {
  const apart = { ...run, split: splitOf(part, { plan, rest }) };
  const losing = async (sku: string, before?: Along) => {
    const along = await readAlong(apart, world.directory, sku, before);
    return { along, losing: await readLosing(apart, sku, along, world) };
  };
  const first = await losing(plan);
  return { first: first.losing, rest: (await losing(rest, first.along)).losing };
}

/** Counts who loses what by a plan that has less, and sees on the way which services nobody has switched on. */
async function losingBy(
  run: Run,
  { plan }: CommandTo<'choosePlan'>,
  world: World,
): Promise<Pick<Read, 'losing' | 'unused'>> {
  const along = await readAlong({ ...run, plan }, world.directory);
  const unused = new Unused(sourceOf(run));
  const losing = await readLosing(run, plan, along, world, unused);
  return { losing: losing ?? undefined, unused: unused.services };
}
