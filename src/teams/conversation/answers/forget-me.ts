import { keyOf } from '../../../base/key-of.js';
import { tellAction } from '../../../engine/action-log.js';
import type { Answer, Asking } from '../conversation.js';
import { sayToStranger } from '../say.js';
import { actionOf } from './seer.js';

/**
 * Deletes what is kept of the person, whoever they are, and says what stays: what they did stands in the log of the
 * upgrades they did it in, as long as those are kept. Rejects when it could not be deleted.
 */
export async function forgetMe(asking: Asking): Promise<Answer> {
  const { forgetting, person } = asking;
  await forgetting.person(person.tenantId, person.id);
  asking.lastAnswered.delete(keyOf(person.tenantId, person.id));
  tellAction(asking.log, actionOf(asking), { is: 'done' });
  return { ...sayToStranger(asking, { text: 'forgotten', days: forgetting.days }), forgotten: true };
}
