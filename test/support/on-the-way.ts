import type { Json } from './card-json.js';
import type { Fault } from './sandbox-control.js';
import type { SeenCard, TeamsPerson } from './teams-client.js';
import type { TestApp } from './test-app.js';

/** A person on the way to where a test begins. */

/** From the first word to the checkout of an upgrade on the tab. */
export async function toCheckout(person: TeamsPerson, plan = 'SPE_E3'): Promise<void> {
  await person.say('upgrade');
  await person.click('choosePlan', { plan });
  await person.click('acknowledge');
  await person.click('goToCheckout');
}

/** From the first word to step 1 of the manual path. @param asked whether the tab is asked about first, as without an API for it */
export async function toStepOne(person: TeamsPerson, plan = 'SPE_E3', asked = false): Promise<void> {
  await person.say('upgrade');
  if (asked) await person.say('the tab shows plans');
  await person.say('manually');
  await person.click('choosePlan', { plan });
  await person.click('acknowledge');
}

/** From the first word to the checkout of a plan that is bought beside the old one. */
export async function toPurchase(person: TeamsPerson, plan = 'SPE_E3', asked = false): Promise<void> {
  await toStepOne(person, plan, asked);
  await person.click('buyNew');
  await person.click('goToCheckout');
}

/** A tenant that has bought the new plan already, so that people can be moved at once. */
export const ownsPlan = (users: number, more: Json = {}): Json => ({
  users,
  seats: users + 5,
  owned: [{ sku: 'SPE_E5', seats: users + 20, users: 0 }],
  ...more,
});

/** From the first word to where people can be moved to the plan that the tenant owns. */
export async function toReassign(app: Pick<TestApp, 'until'>, person: TeamsPerson): Promise<SeenCard> {
  await person.say('upgrade');
  await person.say('manually');
  await person.click('choosePlan', { plan: 'SPE_E5' });
  await person.click('acknowledge');
  await person.click('useSubscription');
  return app.until(person, sent('manual-reassign'), 'PT5S');
}

/** A card that came as a message of its own. */
export const sent = (id: string) => (card: SeenCard) => card.id === id && card.how === 'message';

const often = 1000;

/** Changes nothing about such requests; they are counted by what the sandbox says of faults that have struck. */
export const counted = (path: string, method?: string): Fault => ({
  match: { path, ...(method === undefined ? {} : { method }) },
  effect: 'slow',
  ms: 0,
  times: often,
});

/** Looks until something real has happened; nothing waits for the clock here. */
export async function happens(look: () => Promise<boolean>): Promise<void> {
  for (let n = 0; n < 6_000; n += 1) {
    if (await look()) return;
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
  throw new Error('it did not happen');
}

/** Resolves once the bot carries no run forward and waits for none. */
export async function comesToRest({ url }: Pick<TestApp, 'url'>): Promise<void> {
  await happens(async () => (await (await fetch(`${url}/metrics`)).text()).includes('upgrade_assistant_runs_active 0'));
}
