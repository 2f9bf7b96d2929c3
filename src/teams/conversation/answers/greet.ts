import { isOver, type Run } from '../../../upgrade/run/run.js';
import { may } from '../../../upgrade/tenant/roles.js';
import type { Viewer } from '../../cards/viewer.js';
import type { Answer, Asking } from '../conversation.js';
import { viewerFor } from '../say.js';
import { planLeftBy } from './plan-left.js';

/** The welcome for a person, whether they may see the tenant or not. */
export async function greet(asking: Asking): Promise<Answer> {
  const { access, person } = asking;
  const roles = (await access.rolesForReading(person.tenantId, person.id)) ?? [];
  const run = may('see', roles) ? await asking.currentRun() : undefined;
  return welcome({ cards: asking.cards, viewer: viewerFor(asking, roles) }, run);
}

/** What this is, who the viewer is here, and the run that is under way. */
export function welcome({ cards, viewer }: Pick<Asking, 'cards'> & { viewer: Viewer }, run: Run | undefined): Answer {
  const open = run && !isOver(run) ? run : undefined;
  const about = { organization: run?.organization.displayName, plan: run && planLeftBy(run) };
  return { rendered: cards.welcome(viewer, { ...about, open }) };
}
