import { withMore } from '../../../base/sharing.js';
import { may } from '../../../upgrade/tenant/roles.js';
import type { Answer, Asking } from '../conversation.js';
import type { Practice } from '../practice.js';
import { say, sayToStranger } from '../say.js';
import { answerMissingRole, type NotAllowed, type Seer, seerOf } from './seer.js';

/** The practice tenants, to choose one. */
export async function listScenarios(asking: Asking): Promise<Answer> {
  const steerer = await steererOf(asking);
  if (steerer.is === 'refused') return steerer.answer;
  return { rendered: steerer.cards.scenarios(steerer.viewer, await steerer.practice.scenarios()) };
}

/** Puts the tenant into a scenario, by its name. */
export async function useScenario(asking: Asking, name: string): Promise<Answer> {
  const steerer = await steererOf(asking);
  if (steerer.is === 'refused') return steerer.answer;
  const { practice, accounts, asker, person, upgrades } = steerer;
  const chosen = (await practice.scenarios()).find((scenario) => scenario.name === name);
  if (!chosen) return say(steerer, { text: 'scenarioUnknown' });
  // The run belongs to the practice tenant that is about to be replaced.
  await upgrades.abandon(person.tenantId, asker.actor);
  await practice.use(person.tenantId, chosen.name);
  accounts?.forget();
  return say(steerer, { text: 'scenarioChosen', displayName: chosen.displayName });
}

/** Moves the practice cloud's clock. @param duration as ISO 8601 */
export async function moveClock(asking: Asking, duration: string): Promise<Answer> {
  const steerer = await steererOf(asking);
  if (steerer.is === 'refused') return steerer.answer;
  return say(steerer, { text: 'clockMoved', now: await steerer.practice.advance(duration) });
}

/** Somebody who may steer the tenant in the practice cloud. */
async function steererOf(asking: Asking): Promise<(Seer & { practice: Practice }) | NotAllowed> {
  const { practice } = asking;
  if (!practice) return { is: 'refused', answer: sayToStranger(asking, { text: 'unknownAction' }) };
  const seer = await seerOf(asking, 'now');
  if (seer.is === 'refused') return seer;
  if (may('steer', seer.viewer.roles)) return withMore(seer, { practice });
  return { is: 'refused', answer: await answerMissingRole(seer, 'steer') };
}
