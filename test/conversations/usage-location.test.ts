import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { elementsOf } from '../cards/every-card.js';
import { ownsPlan, sent, toReassign } from '../support/on-the-way.js';
import type { TeamsPerson } from '../support/teams-client.js';
import { startTestApp, type TestApp, type Who } from '../support/test-app.js';

/** People without a usage location: told of before they are moved, and mended from the card. */

let app: TestApp;
beforeAll(async () => {
  app = await startTestApp('contoso');
});
afterAll(() => app.stop());

type InTenant = TeamsPerson & { tenant: string };

async function somebodyIn(more: object, who: Who = 'alex', locale = 'en-US'): Promise<InTenant> {
  const tenant = randomUUID();
  await app.sandbox.put(tenant, ownsPlan(6, { country: 'SE', withoutUsageLocation: 2, ...more }));
  return Object.assign(Object.create(app.person(who, locale, tenant)), { tenant });
}
const without = async ({ tenant }: InTenant) =>
  (await app.sandbox.users(tenant)).filter(({ usageLocation, skus }) => usageLocation === null && skus.length > 0);
const locationsOf = async ({ tenant }: InTenant, ids: readonly string[]) =>
  (await app.sandbox.users(tenant)).filter(({ id }) => ids.includes(id)).map(({ usageLocation }) => usageLocation);
/** The step's card is brought up to date where it stands, and says so; it may have been meanwhile for something else. */
const located = (alex: InTenant, says: string) =>
  app.until(alex, ({ id, text }) => id === 'manual-reassign' && text.includes(says), 'PT1S');

describe('people without a usage location', () => {
  it("are counted, confirmed one by one in a list, set to the tenant's country, and moved", async () => {
    const alex = await somebodyIn({});
    await toReassign(app, alex);
    const people = await without(alex);
    expect(alex.card.text).toContain('2 of them have no usage location');
    for (const { displayName } of people) expect(alex.card.text).toContain(displayName);
    expect(alex.card.text).toContain('Country: Sweden');
    const list = elementsOf(alex.card.card).find(({ type, id }) => type === 'Input.ChoiceSet' && id === 'people');
    expect(list).toMatchObject({ isMultiSelect: true, value: people.map(({ id }) => id).join(',') });

    await alex.click('setLocation', { people: people.map(({ id }) => id).join(',') });
    const set = await located(alex, 'The usage location of 2 people is now Sweden.');
    expect(set.text).not.toContain('no usage location');
    expect(set.verbs).not.toContain('setLocation');
    expect(
      await locationsOf(
        alex,
        people.map(({ id }) => id),
      ),
    ).toEqual(['SE', 'SE']);

    await alex.click('reassign', { pilot: '0' });
    await app.until(alex, sent('manual-cancel'), 'PT2S');
  });

  it('are set to another country where that is written, and only those who are ticked', async () => {
    const alex = await somebodyIn({});
    await toReassign(app, alex);
    const [one, other] = await without(alex);
    await alex.click('setLocation', { people: one?.id ?? '', other: 'Norwegen' });
    const set = await located(alex, 'The usage location of 1 person is now Norway.');
    expect(set.text).toContain('1 of them has no usage location');
    expect(await locationsOf(alex, [one?.id ?? ''])).toEqual(['NO']);
    expect(await locationsOf(alex, [other?.id ?? ''])).toEqual([null]);
  });

  it('are told of by text, and set by text, in Swedish', async () => {
    const alex = await somebodyIn({}, 'alex', 'sv-SE');
    await toReassign(app, alex);
    expect(alex.card.text).toContain('2 av dem saknar användningsplats');
    expect(alex.card.text).toContain('användningsplats Sverige');
    await alex.say('användningsplats Atlantis');
    expect((await without(alex)).length).toBe(2);
    await alex.say('användningsplats Sverige');
    await located(alex, 'Användningsplatsen för 2 personer är nu Sverige.');
    expect((await without(alex)).length).toBe(0);
  });

  it('who were refused get it and are tried again in one go', async () => {
    const alex = await somebodyIn({});
    await toReassign(app, alex);
    await alex.click('reassign', { pilot: '0' });
    const refused = await app.until(alex, sent('manual-reassign'), 'PT1S');
    expect(refused.text).toContain('Set the location and try again');
    const people = await without(alex);
    await alex.click('setLocation', { people: people.map(({ id }) => id).join(',') });
    await app.until(alex, sent('manual-cancel'), 'PT1S');
    expect((await app.sandbox.ledger(alex.tenant)).users.holding).toMatchObject({ SPE_E5: 6 });
  });
});

describe('a usage location', () => {
  it('is not offered where the permission is missing, and set where it was granted since', async () => {
    const alex = await somebodyIn({ withheld: ['User.ReadWrite.All'] });
    await toReassign(app, alex);
    expect(alex.card.text).toContain('Set it under Active users first.');
    expect(alex.card.verbs).not.toContain('setLocation');
    await alex.say('usage location Sweden');
    await located(alex, 'that takes the permission User.ReadWrite.All');
    expect((await without(alex)).length).toBe(2);

    await app.sandbox.patch(alex.tenant, { withheld: [] });
    await alex.say('usage location Sweden');
    await located(alex, 'The usage location of 2 people is now Sweden.');
    expect((await without(alex)).length).toBe(0);
  });

  it('that Microsoft refuses for one person is told with their name, and the others have theirs', async () => {
    const alex = await somebodyIn({});
    await toReassign(app, alex);
    const [one] = await without(alex);
    await app.sandbox.faults([
      {
        match: { method: 'PATCH', path: `/users/${one?.id}` },
        effect: 'status',
        status: 400,
        body: { error: { code: 'Request_BadRequest', message: 'The value of the property is invalid.' } },
      },
    ]);
    await alex.say('usage location SE');
    const set = await located(alex, 'The usage location of 1 person is now Sweden.');
    expect(set.text).toContain(`Microsoft refused the location for ${one?.displayName}`);
    expect((await without(alex)).map(({ id }) => id)).toEqual([one?.id]);
  });

  it('that somebody set meanwhile is left as it is', async () => {
    const alex = await somebodyIn({});
    await toReassign(app, alex);
    const [one] = await without(alex);
    await app.sandbox.patch(alex.tenant, { users: [{ id: one?.id ?? '', usageLocation: 'DK' }] });
    await alex.say('usage location SE');
    const set = await located(alex, 'The usage location of 1 person is now Sweden.');
    expect(set.text).toContain('1 person already had another usage location, and keeps it.');
    expect(await locationsOf(alex, [one?.id ?? ''])).toEqual(['DK']);
  });

  it('is not set by whoever only buys', async () => {
    const alex = await somebodyIn({});
    await toReassign(app, alex);
    const megan = app.person('megan', 'en-US', alex.tenant);
    await megan.say('usage location SE');
    expect(megan.card.text).toMatch(/License Administrator/);
    expect((await without(alex)).length).toBe(2);
  });
});
