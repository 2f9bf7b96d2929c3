import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { readActivity } from '../../src/teams/channel/activity.js';
import { identify } from '../../src/teams/conversation/person.js';
import type { Json } from '../support/card-json.js';
import { sent } from '../support/on-the-way.js';
import { aRun } from '../support/runs.js';
import { startTestApp, type TestApp } from '../support/test-app.js';
import { type BotUnderTest, people, startBot, tenantId } from '../teams/bot-under-test.js';

/** Who somebody is, and what they may do, is asked when it matters and not remembered from elsewhere. */

describe('the roles of a person', () => {
  let bot: BotUnderTest;
  beforeEach(async () => {
    bot = await startBot();
    bot.upgrades.set(aRun({ tenantId }));
  });
  afterEach(() => bot.close());

  it('in one tenant say nothing of another', async () => {
    const fabrikam = 'fabrikam';
    bot.upgrades.set(aRun({ tenantId: fabrikam, id: 'run-2' }));
    const here = bot.person('alex');
    await here.say('status');
    expect(here.card.id).toBe('upgrade-available');
    bot.roles.set(people.alex.aadObjectId, []);
    const there = bot.person('alex', { tenantId: fabrikam });
    await there.say('status');
    expect(there.card.id).toBe('refused');
  });

  it.each(['upgrade', 'report', 'report 1', 'history 1'])('are read anew for "%s"', async (said) => {
    const alex = bot.person('alex');
    await alex.say('status');
    bot.roles.set(people.alex.aadObjectId, []);
    await alex.say(said);
    expect(alex.card.id).toBe('refused');
  });

  it('are not said to be denied when Graph is only silent, though they were once', async () => {
    const alex = bot.person('alex');
    bot.lacking.add('roles');
    await alex.say('status');
    expect(alex.card.text).toContain('lacks a permission');
    bot.lacking.clear();
    await alex.say('status');
    bot.graphDown = true;
    await alex.say('upgrade');
    expect(alex.card.id).toBe('notice');
    expect(alex.card.text).not.toContain('lacks a permission');
  });
});

describe('somebody in Teams', () => {
  const [tenant, other] = ['7d1f0c55-0000-4000-8000-00000000000a', '99999999-9999-4999-8999-99999999999b'];
  const account = '5f3a1c20-0000-4000-8000-00000000000c';
  const personal = { id: 'a:1', conversationType: 'personal', tenantId: tenant };
  /** Who it is on Microsoft's cloud, where these tenants may talk to the bot; none named: every one. */
  function whoIs(more: Json, allowedTenants: string[] = []) {
    const activity = readActivity({
      type: 'message',
      from: { id: '29:alex', aadObjectId: account },
      conversation: personal,
      channelData: { tenant: { id: tenant } },
      ...more,
    });
    if (!activity) throw new Error('no activity');
    return identify(activity, { cloud: 'microsoft', allowedTenants });
  }
  const alex = { is: 'person', person: { tenantId: tenant, id: account } };

  it('is the same person however their account is written', () => {
    expect(whoIs({ from: { id: '29:alex', aadObjectId: account.toUpperCase() } })).toMatchObject(alex);
  });

  it('is nobody by the id that the channel gives them, whatever it looks like', () => {
    expect(whoIs({ from: { id: account } })).toEqual({ is: 'unknown' });
  });

  it('belongs to the tenant that is named, however often and in whatever case', () => {
    expect(whoIs({ channelData: { tenant: { id: tenant.toUpperCase() } } })).toMatchObject(alex);
    for (const channelData of [undefined, null, {}, { tenant: null }, { tenant: { id: null } }])
      expect(whoIs({ channelData })).toMatchObject(alex);
    const { tenantId: _, ...untold } = personal;
    expect(whoIs({ conversation: untold })).toMatchObject(alex);
    expect(whoIs({}, [other])).toEqual({ is: 'tenantNotAllowed' });
  });

  it('belongs to no tenant where two are named, whichever of them may talk to the bot', () => {
    const beside = { channelData: { tenant: { id: other } } };
    for (const allowed of [[], [tenant], [other], [tenant, other]])
      expect(whoIs(beside, allowed)).toEqual({ is: 'twoTenants' });
  });

  it.each([5, '', [], [tenant], {}, true, 'x'.repeat(301)])(
    'belongs to no tenant where one is named that cannot be read: %j',
    (strange) => {
      expect(whoIs({ channelData: { tenant: { id: strange } } })).toEqual({ is: 'unknown' });
      expect(whoIs({ conversation: { ...personal, tenantId: strange } })).toEqual({ is: 'unknown' });
    },
  );

  it.each([
    ...[undefined, null, '', 'groupChat', 'channel', 'meeting', 'Personal', 'PERSONAL', ' personal', 'personal '],
    ...['personal,groupChat', 'somethingNew', ['personal'], { is: 'personal' }, 1, true],
  ])('is shown nothing in a conversation of the type %j', (conversationType) => {
    expect(whoIs({ conversation: { ...personal, conversationType } })).toEqual({ is: 'notPersonal' });
  });

  it.each([true, 'true', 'false', 1, 0, [], {}])('is shown nothing where isGroup is %j', (isGroup) => {
    expect(whoIs({ conversation: { ...personal, isGroup } })).toEqual({ is: 'notPersonal' });
  });

  it.each([
    ...[{ team: { id: '19:team' } }, { team: {} }, { team: '19:team' }, { teamsTeamId: '19:team' }],
    ...[{ channel: { id: '19:channel' } }, { channel: [] }, { teamsChannelId: '19:channel' }],
    ...[{ meeting: { id: 'MCMx' } }, { meeting: 0 }, [], ['team'], 'team', 7, true],
  ])('is shown nothing where a chat called personal stands in %j', (channelData) => {
    expect(whoIs({ channelData })).toEqual({ is: 'notPersonal' });
  });

  it('is shown what is theirs where Teams says outright that nobody else is there', () => {
    const nobodyElse = {
      team: null,
      channel: null,
      meeting: null,
      source: { name: 'message' },
      tenant: { id: tenant },
    };
    expect(whoIs({ channelData: nobodyElse })).toMatchObject(alex);
    expect(whoIs({ conversation: { ...personal, isGroup: false } })).toMatchObject(alex);
  });
});

describe('the practice cloud', () => {
  let app: TestApp;
  beforeAll(async () => {
    app = await startTestApp({ users: 5 });
  });
  afterAll(() => app.stop());

  it('is changed by nobody who may only look', async () => {
    const [alex, lynne] = [app.person('alex'), app.person('lynne')];
    await alex.say('upgrade');
    const before = Date.parse((await app.sandbox.ledger(app.tenant)).now);
    for (const said of ['practice', 'practice northwind', 'wait 2 days']) {
      await lynne.say(said);
      expect(lynne.card.id).toBe('refused');
    }
    const after = await app.sandbox.ledger(app.tenant);
    expect(after.users.total).toBe(5);
    expect(Date.parse(after.now) - before).toBeLessThan(60_000);
    expect(alex.cards.filter(sent('stopped'))).toEqual([]);
  });
});
