import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Json } from '../support/card-json.js';
import { linksOf } from '../support/report-links.js';
import type { SandboxUser } from '../support/sandbox-control.js';
import type { TeamsPerson } from '../support/teams-client.js';
import { startTestApp, type TestApp } from '../support/test-app.js';

/** The report of an upgrade: what the files hold, checked against the tenant itself, and who gets them how. */

const old = 'ENTERPRISEWITHSCAL';
const plan = 'SPE_E5';
const scenario = {
  displayName: 'Söder & Co',
  country: 'SE',
  users: 30,
  groups: [{ name: 'Sales', users: 4 }],
  withoutUsageLocation: 3,
  withDisabledPlans: { SHAREPOINTENTERPRISE: 3, MCOVOICECONF: 2 },
  blockers: ['MULTIPLE_PLANS_SAME_PRODUCT'],
  commerce: 'partner-center',
};

type Holding = { sku: string; switchedOff: string[]; direct: boolean; groups: string[] };
type Reported = {
  id: string;
  name: string;
  signInName: string;
  before: Holding[];
  after: Holding[];
  outcome: string;
  failure: { reason: string; text: string } | null;
  unmapped: string[];
};
type Everything = {
  people: Reported[];
  counts: Record<string, number>;
  audit: { what: string; by: Json }[];
  run: Json;
};

describe('the report of an upgrade', () => {
  let app: TestApp;
  let alex: TeamsPerson;
  let before: SandboxUser[];

  beforeAll(async () => {
    app = await startTestApp(scenario);
    alex = app.person('alex', 'sv-SE');
    before = (await app.sandbox.users(app.tenant)).filter(({ skus }) => skus.includes(old));
    await alex.say('uppgradera');
    await alex.click('upgradeManually');
    await alex.click('choosePlan', { plan });
    await alex.click('acknowledge');
    await alex.click('buyNew');
    await alex.click('goToCheckout');
    await alex.click('placeOrder');
    await app.until(alex, (card) => card.id === 'manual-reassign' && card.how === 'message', 'PT5M');
  });
  afterAll(() => app.stop());

  const report = async (said = 'rapport'): Promise<string[]> => {
    await alex.say(said);
    expect(alex.card.id).toBe('report');
    return linksOf(alex.card.card);
  };
  const everything = async (): Promise<Everything> => {
    const url = (await report()).at(-1) ?? '';
    return (await (await fetch(url)).json()) as Everything;
  };
  const outcomesOf = ({ people }: Everything) => {
    const counts: Record<string, number> = {};
    for (const { outcome } of people) counts[outcome] = (counts[outcome] ?? 0) + 1;
    return counts;
  };

  it('tells of a pilot who was moved and who still has the old plan', async () => {
    await alex.click('reassign', { pilot: '5' });
    await app.until(alex, (card) => card.id === 'manual-reassign' && card.how === 'message', 'PT5S');
    const found = outcomesOf(await everything());
    expect((found.moved ?? 0) + (found.movedAndRestored ?? 0)).toBe(5);
    expect(found.kept).toBe(25);
    expect(alex.card.text).toContain('Inte flyttad, har kvar det gamla abonnemanget');
  });

  it('says of each person what they had, what they have, and why they were not moved, as it is in the tenant', async () => {
    await alex.say('tilldela om');
    await app.until(alex, (card) => card.id === 'manual-reassign' && /användningsplats/i.test(card.text), 'PT10S');
    const told = await everything();
    const after = new Map((await app.sandbox.users(app.tenant)).map((user) => [user.id, user]));
    expect(told.people.map(({ id }) => id).sort()).toEqual(before.map(({ id }) => id).sort());
    for (const was of before) {
      const is = after.get(was.id);
      const person = told.people.find(({ id }) => id === was.id);
      expect(person?.name).toBe(was.displayName);
      expect(person?.before).toMatchObject([{ sku: old, direct: was.groups.length === 0, groups: was.groups }]);
      expect(person?.before[0]?.switchedOff.sort()).toEqual((was.disabledPlans[old] ?? []).sort());
      expect(person?.after.map(({ sku }) => sku)).toEqual(is?.skus.filter((sku) => sku === old || sku === plan));
      for (const { sku, switchedOff } of person?.after ?? []) {
        expect(switchedOff.sort()).toEqual((is?.disabledPlans[sku] ?? []).sort());
      }
    }
    const notMoved = told.people.filter(({ outcome }) => outcome === 'notMoved');
    expect(notMoved).toHaveLength(3);
    for (const { failure } of notMoved)
      expect(failure).toMatchObject({ reason: 'usageLocation', text: /usage location/ });
    const off = told.people.filter((person) => person.before[0]?.switchedOff.includes('SHAREPOINTENTERPRISE'));
    expect(off.map(({ outcome }) => outcome)).toEqual(['movedAndRestored', 'movedAndRestored', 'movedAndRestored']);
    expect(told.people.filter(({ unmapped }) => unmapped.includes('MCOVOICECONF'))).toHaveLength(2);
    expect(told.counts).toMatchObject(outcomesOf(told));
    expect(told.run).toMatchObject({
      path: 'manual',
      to: { sku: plan },
      orders: [{ quantity: 30, outcome: 'completed' }],
    });
  });

  it('is a CSV that a Swedish Excel opens, and names who took it', async () => {
    const [people = '', log = ''] = await report();
    const answer = await fetch(people);
    expect(answer.headers.get('cache-control')).toBe('no-store');
    expect(answer.headers.get('x-content-type-options')).toBe('nosniff');
    expect(answer.headers.get('content-disposition')).toMatch(
      /^attachment; filename="upgrade-soder-co-\d{4}-\d\d-\d\d-people\.csv"$/,
    );
    const bytes = Buffer.from(await answer.arrayBuffer());
    expect([...bytes.subarray(0, 3)]).toEqual([0xef, 0xbb, 0xbf]);
    const [heading, ...rows] = bytes.subarray(3).toString().trimEnd().split('\r\n');
    expect(heading).toMatch(/^Namn;Inloggningsnamn;Utfall;Skäl;/);
    expect(rows).toHaveLength(30);
    expect(rows.filter((row) => row.includes('Kunde inte flyttas'))).toHaveLength(3);
    expect(await (await fetch(log)).text()).toMatch(
      /Alex Wilber;00000000-0000-4000-8000-000000000001;reportTaken;file: people/,
    );
  });

  it('is given out only by its own link, in time, and while its person may see the tenant', async () => {
    const [url = ''] = await report();
    const head = await fetch(url, { method: 'HEAD' });
    expect([head.status, await head.text()]).toEqual([200, '']);
    expect((await fetch(url, { method: 'POST' })).status).toBe(405);
    expect((await fetch(`${url.slice(0, -2)}xx`)).status).toBe(403);

    await app.sandbox.patch(app.tenant, {
      admins: [{ id: '00000000-0000-4000-8000-000000000001', name: 'Alex Wilber', roles: [] }],
    });
    const refused = await fetch(url);
    expect([refused.status, await refused.text()]).toEqual([403, expect.stringContaining('får inte se')]);
    await app.sandbox.patch(app.tenant, {
      admins: [
        { id: '00000000-0000-4000-8000-000000000001', name: 'Alex Wilber', roles: ['Global Administrator'] },
        { id: '00000000-0000-4000-8000-000000000002', name: 'Megan Bowen', roles: ['Billing Administrator'] },
      ],
    });
    expect((await fetch(url)).status).toBe(200);

    await app.sandbox.advance('PT16M');
    await alex.say('status');
    const late = await fetch(url);
    expect([late.status, await late.text()]).toEqual([410, expect.stringContaining('gäller inte längre')]);
  });

  it('reveals nothing to somebody without a role', async () => {
    const patti = app.person('patti');
    await patti.say('report');
    expect(patti.card.id).toBe('refused');
    await patti.say('save all');
    expect(patti.card.id).toBe('refused');
  });

  describe('in Teams', () => {
    const received: { range: string; body: string }[] = [];
    const oneDrive = createServer(async (request, response) => {
      const body: Buffer[] = [];
      for await (const chunk of request) body.push(chunk);
      received.push({ range: String(request.headers['content-range']), body: Buffer.concat(body).toString() });
      response.writeHead(201);
      response.end('{}');
    });
    let uploadUrl = '';
    beforeAll(async () => {
      await new Promise<void>((resolve) => void oneDrive.listen(0, '127.0.0.1', resolve));
      uploadUrl = `http://127.0.0.1:${(oneDrive.address() as AddressInfo).port}/session`;
    });
    afterAll(() => void oneDrive.close());

    const attachments = (kind: string) =>
      app.teams.connector.calls.flatMap(({ activity, activityId }) =>
        (Array.isArray(activity.attachments) ? activity.attachments : [])
          .filter((one: Json) => one.contentType === `application/vnd.microsoft.teams.card.file.${kind}`)
          .map((one: Json) => ({ name: String(one.name), content: one.content as Json, activityId })),
      );
    const asked = async (file: string) => {
      await report();
      await alex.click('saveReport', { file });
      const asking = attachments('consent').at(-1);
      if (!asking) throw new Error('no file was offered');
      return asking;
    };
    const answer = (who: TeamsPerson, action: string, context: unknown, url = uploadUrl) =>
      who.send({
        type: 'invoke',
        name: 'fileConsent/invoke',
        value: {
          type: 'fileUpload',
          action,
          context,
          uploadInfo: {
            uploadUrl: url,
            contentUrl: 'https://contoso-my.sharepoint.com/f.csv',
            name: 'f.csv',
            uniqueId: 'u1',
            fileType: 'csv',
          },
        },
      });

    it('a file is saved once the person accepts, once only, and the card that asked goes away', async () => {
      const { name, content, activityId } = await asked('people');
      expect(name).toMatch(/people\.csv$/);
      const reply = await answer(alex, 'accept', content.acceptContext);
      expect(reply.status).toBe(200);
      expect(received).toHaveLength(1);
      expect(received[0]?.range).toMatch(/^bytes 0-\d+\/\d+$/);
      expect(received[0]?.body).toContain('Kunde inte flyttas');
      expect(attachments('info')).toMatchObject([{ name: 'f.csv', content: { uniqueId: 'u1', fileType: 'csv' } }]);
      expect(app.teams.connector.calls).toContainEqual(expect.objectContaining({ method: 'DELETE', activityId }));

      await answer(alex, 'accept', content.acceptContext);
      expect(alex.card.text).toContain('redan sparad');
      expect(received).toHaveLength(1);
    });

    it('nothing is saved when the person declines', async () => {
      received.length = 0;
      const { content, activityId } = await asked('audit');
      await answer(alex, 'decline', content.declineContext);
      expect(alex.card.text).toContain('inget sparades');
      expect(app.teams.connector.calls).toContainEqual(expect.objectContaining({ method: 'DELETE', activityId }));
      expect(received).toEqual([]);
    });

    it('nothing is sent to another place than OneDrive, or for somebody it was not offered to', async () => {
      received.length = 0;
      const { content } = await asked('all');
      await answer(alex, 'accept', content.acceptContext, 'https://evil.example/session');
      expect(alex.card.text).toContain('inte gick till din OneDrive');
      const megan = app.person('megan', 'sv-SE');
      await answer(megan, 'accept', content.acceptContext);
      expect(megan.card.text).toContain('erbjöds inte dig');
      await answer(alex, 'accept', { offer: 'no such', nonce: 'offer' });
      expect(alex.card.text).toContain('erbjöds inte dig');
      await answer(alex, 'accept', 'nonsense');
      expect(received).toEqual([]);
    });
  });

  it('is there for earlier upgrades too, by the history', async () => {
    await app.sandbox.patch(app.tenant, { restoreUsageLocations: true });
    await alex.say('försök igen');
    await app.until(alex, (card) => card.id === 'manual-cancel' && card.how === 'message', 'PT10S');
    await alex.click('cancelOld');
    await app.until(alex, (card) => card.id === 'completed' && card.how === 'message', 'PT10S');
    await alex.click('report');
    expect(alex.card.text).not.toContain('Kunde inte flyttas');
    await alex.say('historik');
    expect(alex.card.text).toMatch(/1\\\. Microsoft 365 E5[\s\S]*Klar, påbörjad[\s\S]*Manuellt · 30 personer · Tog/);
    await alex.click('report');
    expect([alex.card.id, alex.card.how]).toEqual(['report', 'message']);
    await alex.say('historik 1');
    expect(alex.card.id).toBe('completed');
    await alex.say('rapport 7');
    expect(alex.card.text).toContain('med det numret');
  });
});
