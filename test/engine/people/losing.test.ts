import { describe, expect, it } from '@jest/globals';
import { readLosing } from '../../../src/engine/people/losing.js';
import { Unused } from '../../../src/engine/people/unused.js';
import type { World } from '../../../src/engine/read-facts.js';
import { gigabyte } from '../../../src/upgrade/plans/mailbox-room.js';
import { type Directory, PortError } from '../../../src/upgrade/ports.js';
import { sourceOf } from '../../../src/upgrade/run/source-of.js';
import type { LicensedUser, MailboxReport } from '../../../src/upgrade/tenant/facts.js';
import { idOf, licence } from '../../support/licensed-person.js';
import { planId } from '../../support/random-licences.js';
import { aRun, aSource, aSplit, at, available, now } from '../../support/runs.js';
import { someUnits } from '../../upgrade/tenant-facts.js';
import { someone } from './tenant-of-people.js';

/** Who loses what, counted before anybody is moved to a plan with less. */

type Tenant = { owned?: string[]; mail?: Partial<MailboxReport> | Error };
const from = (sku: string) => available({ source: aSource({ sku, skuId: idOf(sku) }) });
const nothing = { from: [], to: [] };

function worldOf(pages: LicensedUser[][], { owned = [], mail = {} }: Tenant = {}): World {
  const directory: Partial<Directory> = {
    skus: async () => owned.map((sku) => someUnits({ sku })),
    async *holders() {
      yield* pages;
    },
    async mailboxes() {
      if (mail instanceof Error) throw mail;
      return { asOf: '2026-03-01', concealed: false, mailboxes: [], ...mail };
    },
  };
  return { directory: directory as Directory, clock: { now: () => now } } as World;
}

const [e5, e3] = ['SPE_E5', 'SPE_E3'];
const meetings = planId('MCOMEETADV', e5);
const downTo3 = aRun({ path: 'manual', plan: e3, assessment: from(e5) });
const withE5 = (id: string, ...off: string[]) => someone(id, [licence(idOf(e5), { disabledPlans: off })]);

describe('people who lose something', () => {
  it('count once, however often they are listed, and each service for whoever has it on', async () => {
    const pages = [[withE5('ada'), withE5('ben', meetings)], [withE5('ada')]];
    const losing = await readLosing(downTo3, e3, nothing, worldOf(pages));
    expect(losing).toMatchObject({ people: 2, mail: null, readAt: at });
    expect(losing?.services).toMatchObject({ MCOMEETADV: 1, MCOEV: 2 });
  });

  it('are not those who have nothing of it on, and what nobody has on is told as such', async () => {
    const allOff = Object.keys((await readLosing(downTo3, e3, nothing, worldOf([])))?.services ?? {});
    expect(allOff).toContain('MCOMEETADV');
    const losing = await readLosing(
      downTo3,
      e3,
      nothing,
      worldOf([[withE5('ada', ...allOff.map((one) => planId(one, e5)))]]),
    );
    expect(losing?.people).toBe(0);
    expect(losing?.services).toMatchObject({ MCOMEETADV: 0 });
  });

  it.each<[string, { from: string[]; to: string[] }, string[], number]>([
    ['what stays with them beside the plan gives it', nothing, ['SPE_E5', 'SPE_E3', 'MCOMEETADV'], 0],
    ['that goes with the plan', { from: ['MCOMEETADV'], to: [] }, ['SPE_E5', 'SPE_E3', 'MCOMEETADV'], 1],
    ['it comes from beside the new plan', { from: [], to: ['MCOMEETADV'] }, ['SPE_E5', 'SPE_E3', 'MCOMEETADV'], 0],
    ['so it does where the tenant does not list it yet', { from: [], to: ['MCOMEETADV'] }, ['SPE_E5'], 0],
    ['something that nobody knows comes', { from: [], to: ['NEVER_HEARD_OF'] }, ['SPE_E5'], 1],
  ])('lose a service, or not, where %s', async (_why, along, owned, count) => {
    const ada = someone('ada', [licence(idOf(e5)), licence(idOf('MCOMEETADV'))]);
    const services = (await readLosing(downTo3, e3, along, worldOf([[ada]], { owned })))?.services;
    expect(services?.MCOMEETADV).toBe(count);
  });

  it('go by what the tenant lists of the product that comes', async () => {
    const world = worldOf([[withE5('ada')]], { owned: ['SPE_E5', 'MCOMEETADV'] });
    const { skus } = world.directory;
    world.directory.skus = async (of) => (await skus(of)).map((one) => ({ ...one, services: [] }));
    const losing = await readLosing(downTo3, e3, { from: [], to: ['MCOMEETADV'] }, world);
    expect(losing?.services).toMatchObject({ MCOMEETADV: 1 });
  });

  it('are those who go to that plan, where people go to two', async () => {
    const run = { ...downTo3, split: aSplit({ plan: 'SPE_E3', rest: 'SPE_F1', people: ['ada'] }) };
    const pages = [[withE5('ada'), withE5('ben'), withE5('cyd')]];
    expect(await readLosing(run, 'SPE_E3', nothing, worldOf(pages))).toMatchObject({ people: 1 });
    expect(await readLosing(run, 'SPE_F1', nothing, worldOf(pages))).toMatchObject({ people: 2 });
  });

  it('are counted for a plan that the run has not chosen yet', async () => {
    const run = { ...downTo3, plan: null };
    expect(await readLosing(run, e3, nothing, worldOf([[withE5('ada')]]))).toMatchObject({ people: 1 });
  });

  it.each<[string, string | null, string]>([
    ['no plan is chosen', null, e5],
    ['the new plan has all that is in the old one', e5, e3],
    ['Office 365 E4 is left, whose ways on Microsoft compares itself', 'ENTERPRISEPACK', 'ENTERPRISEWITHSCAL'],
  ])('are not looked for where %s', async (_why, plan, source) => {
    expect(await readLosing({ ...downTo3, assessment: from(source) }, plan, nothing, worldOf([[]]))).toBeNull();
  });

  it('are seen by whoever wants to know what nobody has switched on', async () => {
    const seen = new Unused({ ...sourceOf(downTo3), assigned: 1 });
    await readLosing(downTo3, e3, nothing, worldOf([[withE5('ada', meetings)]]), seen);
    expect(seen.services).toContain('MCOMEETADV');
  });
});

describe('mailboxes that get less room', () => {
  const run = aRun({ path: 'manual', plan: 'STANDARDPACK', assessment: from('ENTERPRISEPACK') });
  const mailbox = (signInName: string, gigabytes: number, hasArchive: boolean | null = null) => ({
    signInName,
    bytes: gigabytes * gigabyte,
    hasArchive,
  });
  const people = ['ada', 'ben'].map((id) => someone(id, [licence(idOf('ENTERPRISEPACK'))]));
  const read = async (mail: NonNullable<Tenant['mail']>) =>
    (await readLosing(run, 'STANDARDPACK', nothing, worldOf([people], { mail })))?.mail;
  const ofPeople = [
    mailbox('ADA@contoso.example', 51, true),
    mailbox('ben@contoso.example', 50, false),
    mailbox('cyd@contoso.example', 99, true),
  ];

  it('are those of the people who are moved, by their sign-in names in any case', async () => {
    expect(await read({ mailboxes: ofPeople })).toEqual({
      is: 'read',
      asOf: '2026-03-01',
      concealed: false,
      over: 1,
      archives: 1,
    });
  });

  it('are all of the organization where the report conceals names', async () => {
    const mail = { concealed: true, mailboxes: ofPeople };
    expect(await read(mail)).toMatchObject({ concealed: true, over: 2, archives: 2 });
  });

  it.each<[string, MailboxReport['mailboxes'], number | null]>([
    ['not known where the report does not tell of any', [mailbox('ada@contoso.example', 1)], null],
    ['those it tells of', [mailbox('ada@contoso.example', 1), mailbox('ben@contoso.example', 1, false)], 0],
    ['none where nobody has a mailbox', [mailbox('cyd@contoso.example', 1)], 0],
  ])('have archives: %s', async (_what, mailboxes, archives) => {
    expect(await read({ mailboxes })).toMatchObject({ over: 0, archives });
  });

  it.each([
    [new PortError({ is: 'denied', needs: 'Reports.Read.All' }, 'reading the usage report'), 'denied'],
    [new PortError({ is: 'unreachable' }, 'reading the usage report'), 'noAnswer'],
  ])('are left open where the report cannot be read: %s', async (error, why) => {
    expect(await read(error)).toEqual({ is: 'notRead', why });
  });

  it('are not passed over where the program itself is at fault', async () => {
    const defect = new Error('a defect');
    await expect(read(defect)).rejects.toBe(defect);
  });
});
