import { readdir } from 'node:fs/promises';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { runIn } from '../../support/runs.js';
import type { TeamsPerson } from '../../support/teams-client.js';
import { type BotUnderTest, people, type Setup, startBot, tenantId } from '../bot-under-test.js';

/** How a report is taken, over real HTTP: what the bot's cloud and the person's client decide, and what a restart leaves. */

let bot: BotUnderTest;
let alex: TeamsPerson;

async function started(config: NonNullable<Setup['config']>): Promise<void> {
  bot = await startBot({ config });
  bot.upgrades.set({ ...runIn.completed(), tenantId });
  alex = bot.person('alex');
  await alex.say('report');
}
afterEach(() => bot.close());

const link = (person = alex): string =>
  /http\S+\/reports\/\S+/.exec(JSON.stringify(person.card.card))?.[0].split('"')[0] ?? '';
const here = (url: string): string => bot.address + new URL(url).pathname;
const consents = () =>
  bot.teams.connector.calls.filter(({ activity }) => JSON.stringify(activity).includes('card.file.consent'));
const contextOf = (call: ReturnType<typeof consents>[number] | undefined) => {
  const [attachment] = (call?.activity.attachments ?? []) as { content: { acceptContext: unknown } }[];
  return attachment?.content.acceptContext;
};
const accept = (who: TeamsPerson, context: unknown, uploadUrl: string) =>
  who.send({
    type: 'invoke',
    name: 'fileConsent/invoke',
    value: {
      action: 'accept',
      context,
      uploadInfo: {
        uploadUrl,
        contentUrl: 'https://contoso-my.sharepoint.com/f',
        name: 'f',
        uniqueId: 'u',
        fileType: 'csv',
      },
    },
  });

describe('in Microsoft’s cloud', () => {
  it('Teams is asked to save the file, and there are no links', async () => {
    await started({ cloud: 'microsoft', filesByConsent: true, publicUrl: 'https://upgrades.contoso.example' });
    expect(alex.card.verbs).toContain('saveReport');
    expect(link()).toBe('');
  });

  it('where Teams does not hand files over, links are made of PUBLIC_URL', async () => {
    await started({ cloud: 'microsoft', filesByConsent: false, publicUrl: 'https://upgrades.contoso.example/' });
    expect(alex.card.verbs).not.toContain('saveReport');
    expect(link()).toMatch(/^https:\/\/upgrades\.contoso\.example\/reports\/[\w-]+\.[\w-]+$/);
    expect((await fetch(here(link()))).status).toBe(200);
  });

  it('where there is neither, the card says whom to ask, and describes no file', async () => {
    await started({ cloud: 'microsoft', filesByConsent: false });
    expect(link()).toBe('');
    expect(alex.card.text).toContain("Files aren't available here.");
    expect(alex.card.text).not.toMatch(/CSV|JSON|download/);
    await alex.say('save all');
    expect(consents()).toEqual([]);
    expect(alex.card.id).toBe('report');
  });

  it('nothing is uploaded to this machine', async () => {
    await started({ cloud: 'microsoft', filesByConsent: true });
    await alex.say('save log');
    await accept(alex, contextOf(consents().at(-1)), `${bot.address}/healthz`);
    expect(alex.card.text).toContain("wasn't your OneDrive");
  });
});

describe('in the practice cloud', () => {
  beforeEach(() => started({ filesByConsent: true }));

  it('a link and an offer outlive a restart', async () => {
    const url = link();
    await alex.say('save log');
    const context = contextOf(consents().at(-1));
    await bot.restart();
    expect((await fetch(here(url))).status).toBe(200);
    await accept(alex, context, `${bot.address}/nowhere`);
    expect(alex.card.text).toContain("didn't take the file");
  });

  it('a link ends with the process where the operator gave no key, and is signed with nothing that lies in the folder', async () => {
    await bot.close();
    await started({ filesByConsent: true, secretKey: undefined });
    const url = link();
    expect((await fetch(here(url))).status).toBe(200);
    const kept = (await readdir(bot.dataDir, { recursive: true })).filter((name) => /key|secret/.test(name));
    expect(kept).toEqual([]);
    await bot.restart();
    expect((await fetch(here(url))).status).toBe(403);
  });

  it('a link made for somebody else, or for another tenant, is theirs alone', async () => {
    const lynne = bot.person('lynne');
    await lynne.say('report');
    const url = link(lynne);
    expect(
      JSON.parse(Buffer.from(url.split('/reports/')[1]?.split('.')[0] ?? '', 'base64url').toString()),
    ).toMatchObject({
      personId: people.lynne.aadObjectId,
      tenantId,
    });
    bot.roles.set(people.lynne.aadObjectId, []);
    expect((await fetch(here(url))).status).toBe(403);
    expect((await fetch(here(link()))).status).toBe(200);
  });

  it('a link gives nothing while Graph cannot say who the person is', async () => {
    bot.graphDown = true;
    const answer = await fetch(here(link()));
    expect([answer.status, answer.headers.get('cache-control')]).toEqual([503, 'no-store']);
  });

  it('a person who lost the role since is refused when they accept', async () => {
    await alex.say('save log');
    bot.roles.set(people.alex.aadObjectId, []);
    await accept(alex, contextOf(consents().at(-1)), `${bot.address}/healthz`);
    expect(alex.card.id).toBe('refused');
  });

  it.each([
    ['somebody else', () => bot.person('megan')],
    ['the same person in another tenant', () => bot.person('alex', { tenantId: 'fabrikam' })],
  ])('an offer is not accepted by %s', async (_who, other) => {
    await alex.say('save log');
    const taker = other();
    await accept(taker, contextOf(consents().at(-1)), `${bot.address}/healthz`);
    expect(taker.card.text).toContain('newer one');
    expect((await bot.upgrades.current(tenantId))?.audit).toEqual([]);
  });

  it('asking again for the same file takes the earlier question back', async () => {
    await alex.say('save log');
    const first = consents().at(-1);
    await alex.say('save log');
    expect(bot.teams.connector.calls).toContainEqual(
      expect.objectContaining({ method: 'DELETE', activityId: first?.activityId }),
    );
    await accept(alex, contextOf(first), `${bot.address}/healthz`);
    expect(alex.card.text).toContain('newer one');
  });

  it('a file that OneDrive does not take can be accepted again', async () => {
    await alex.say('save log');
    const context = contextOf(consents().at(-1));
    await accept(alex, context, `${bot.address}/nowhere`);
    expect(alex.card.text).toContain("didn't take the file");
    await accept(alex, context, `${bot.address}/nowhere`);
    expect(alex.card.text).toContain("didn't take the file");
  });

  it('the log says who took it', async () => {
    await fetch(here(link()));
    const run = await bot.upgrades.current(tenantId);
    expect(run?.audit.at(-1)).toMatchObject({ what: 'reportTaken', by: { name: 'Alex Wilber' } });
  });
});
