import { randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type { App } from '../../src/app.js';
import { readConfig } from '../../src/config/config.js';
import { startSandbox } from '../../src/sandbox/server.js';
import { atRest } from '../support/at-rest.js';
import { type SandboxControl, sandboxControl } from '../support/sandbox-control.js';
import { type SeenCard, startTeamsClient, type TeamsClient, type TeamsPerson } from '../support/teams-client.js';
import { people, type Step, until, type Who } from '../support/test-app.js';
import { startWatched } from '../support/watched-bot.js';

/** An upgrade that takes two roles: whoever lacks one need not look for a colleague. The cloud outlives the bot. */

describe('an upgrade that takes several people', () => {
  const tenant = randomUUID();
  let dataDir: string;
  let cloud: Awaited<ReturnType<typeof startSandbox>>;
  let sandbox: SandboxControl;
  let bot: App;
  let teams: TeamsClient;

  async function startBot(): Promise<void> {
    const env = { CLOUD: 'sandbox', PORT: '0', SANDBOX_URL: cloud.url, DATA_DIR: dataDir };
    const read = readConfig(env);
    if (!read.ok) throw new Error(JSON.stringify(read.problems));
    bot = await startWatched(read.config);
  }

  beforeEach(async () => {
    dataDir = await mkdtemp(join(tmpdir(), 'upgrade-assistant-'));
    cloud = await startSandbox({ port: 0 });
    sandbox = sandboxControl(cloud.url);
    await startBot();
    teams = await startTeamsClient({ bot: () => bot.url });
  });
  afterEach(async () => {
    await teams.close();
    await bot.stop();
    await cloud.close();
    await rm(dataDir, { recursive: true, force: true });
  });

  async function meet(who: Who, locale = 'en-US'): Promise<TeamsPerson> {
    const person = teams.person({ ...people[who], locale, tenantId: tenant });
    await person.say('hello');
    return person;
  }
  /** Moves the cloud's clock until the person has got such a card, whatever came after it. */
  async function gets(person: TeamsPerson, fits: (card: SeenCard) => boolean, step: Step): Promise<SeenCard> {
    const got = await until(sandbox, person, () => person.cards.some(fits), step);
    return person.cards.findLast(fits) ?? got;
  }
  const sent = (id: string) => (card: SeenCard) => card.id === id && card.how === 'message';

  it('goes from the licence administrator to the billing administrator, also when the bot stops in between', async () => {
    await sandbox.put(tenant, 'contoso');
    const adele = await meet('adele');
    const megan = await meet('megan', 'sv-SE');
    await adele.say('upgrade');
    await adele.click('choosePlan', { plan: 'SPE_E5' });
    teams.mishap({ status: 503, method: 'POST', conversationId: megan.conversationId, times: 2 });
    await adele.click('acknowledge');
    expect(adele.card.id).toBe('cart');
    expect(adele.card.text).toContain('The next step needs the role Billing Administrator. I have asked Megan Bowen.');
    await bot.stop();
    await startBot();

    const asked = await megan.waitFor(sent('cart'), 20_000);
    expect(asked.summary).toBe('Adele Vance ber dig ta nästa steg: det kräver rollen Faktureringsadministratör');
    await megan.click('goToCheckout', {}, asked);
    await adele.waitFor((card) => card.how === 'update' && card.id === 'checkout');
    await megan.click('placeOrder');
    expect(megan.card.text).toContain('De här får besked när något händer: Adele Vance och Megan Bowen');
    for (const one of [adele, megan]) await gets(one, sent('completed'), 'PT20S');
    expect((await sandbox.ledger(tenant)).orders).toHaveLength(1);
  });

  it('finds whoever may reassign, and lets nobody act whose role was taken away meanwhile', async () => {
    await sandbox.put(tenant, 'northwind');
    const [megan, adele, isaiah] = [await meet('megan'), await meet('adele', 'sv-SE'), await meet('isaiah')];
    const [lynne, patti] = [await meet('lynne'), await meet('patti')];
    await megan.say('upgrade');
    for (const verb of ['upgradeManually', 'choosePlan', 'acknowledge', 'buyNew', 'goToCheckout', 'placeOrder']) {
      await megan.click(verb, verb === 'choosePlan' ? { plan: 'SPE_E3' } : {});
    }
    // Nobody who follows may reassign: the bot asks as soon as the step is there.
    const request = await gets(isaiah, sent('manual-reassign'), 'PT1M');
    expect(request.summary).toBe('Can you take the next step? It needs License Administrator');
    const swedish = await gets(adele, sent('manual-reassign'), 'PT1S');
    expect(swedish.summary).toBe('Kan du ta nästa steg? Det kräver rollen Licensadministratör');
    await megan.say('reassign');
    expect(megan.card.id).toBe('refused');
    expect(megan.card.text).toMatch(/I asked Adele Vance on .*I asked Isaiah Langer on /s);
    expect(megan.card.text).toContain("Alex Wilber doesn't use me yet");

    const roles = {
      alex: ['Global Administrator'],
      megan: ['Billing Administrator'],
      adele: ['License Administrator'],
      isaiah: [],
      patti: [],
      lynne: ['Global Reader'],
    } satisfies Record<Who, string[]>;
    await sandbox.patch(tenant, {
      admins: Object.entries(roles).map(([who, held]) => {
        const { aadObjectId, name } = people[who as Who];
        return { id: aadObjectId, name, roles: held };
      }),
    });
    await isaiah.click('reassign', { pilot: '0' }, request);
    expect(isaiah.card.id).toBe('refused');
    expect(isaiah.card.text).not.toMatch(/northwind|Adele|40/i);
    await patti.say('reassign');
    expect(patti.card.text).not.toMatch(/northwind|Adele|Megan/i);

    // Whoever may only look follows by looking, leaves, and is not made to follow by looking again.
    await lynne.say('status');
    await lynne.say('unfollow');
    expect(lynne.card.text).toContain("You won't get messages any more when something happens.");
    await lynne.say('status');
    const unfolded = () => lynne.cards.filter(({ id }) => id !== 'settled');
    const before = unfolded().length;
    await adele.click('reassign', { pilot: '0' }, swedish);
    const free = await gets(megan, sent('manual-cancel'), 'PT5S');
    expect(unfolded()).toHaveLength(before);
    await lynne.say('follow');
    expect(lynne.cards.findLast(({ how }) => how === 'message')?.text).toContain(
      'You get a message when something happens.',
    );

    await adele.say('cancel E4');
    expect(adele.card.text).toContain('Jag har frågat Megan Bowen');
    const summary = 'Adele Vance asks you to take the next step: it needs Billing Administrator';
    await gets(megan, (card) => card.summary === summary, 'PT1S');
    await megan.click('cancelOld', {}, free);
    for (const one of [adele, lynne]) await gets(one, sent('completed'), 'PT5S');
    expect((await sandbox.ledger(tenant)).users.holding).toMatchObject({ SPE_E3: 40 });
  });

  it('goes on when the last one who is told leaves, and tells nobody', async () => {
    await sandbox.put(tenant, 'contoso');
    const alex = await meet('alex');
    await alex.say('upgrade');
    await alex.click('choosePlan', { plan: 'SPE_E5' });
    await alex.click('acknowledge');
    await alex.click('goToCheckout');
    await alex.click('placeOrder');
    await alex.say('sluta följa');
    expect(alex.card.text).toContain('nobody else gets any either');
    const seen = alex.cards.length;
    const bystander = await meet('lynne');
    for (let n = 0; n < 60 && bystander.card.id !== 'completed'; n += 1) {
      await sandbox.advance('PT20S');
      // Whoever asks faster than that is asked to wait a little.
      await atRest();
      await bystander.say('status');
    }
    expect(bystander.card.id).toBe('completed');
    expect(alex.cards.slice(seen).filter(sent('completed'))).toEqual([]);
  });
});
