import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Json } from '../support/card-json.js';
import { linksOf } from '../support/report-links.js';
import type { TeamsPerson } from '../support/teams-client.js';
import { startTestApp, type TestApp } from '../support/test-app.js';

/** Down from a plan: what people lose, who has it on, and what is at stake is said before anything begins. */

let app: TestApp;
beforeAll(async () => {
  app = await startTestApp({ users: 1 });
});
afterAll(() => app.stop());

/** Somebody who has chosen a plan by hand, in a tenant of their own. */
async function chosen(scenario: Json, plan: string, locale = 'en-US'): Promise<TeamsPerson> {
  const tenant = randomUUID();
  await app.sandbox.put(tenant, { blockers: ['NOT_ELIGIBLE'], ...scenario });
  const alex = app.person('alex', locale, tenant);
  await alex.say('upgrade');
  await alex.click('upgradeManually');
  await alex.click('choosePlan', { plan });
  expect(alex.card.id).toBe('before-you-begin');
  return alex;
}

describe('from Microsoft 365 E5 to E3', () => {
  it('counts for whom what E3 lacks is switched on, and says what becomes of the data', async () => {
    const scenario = { source: 'SPE_E5', users: 6, withDisabledPlans: { MCOEV: 2, BI_AZURE_P2: 6 } };
    const alex = await chosen(scenario, 'SPE_E3');
    expect(alex.card.text).toMatch(/Microsoft 365 E3 lacks some of what Microsoft 365 E5 has: Microsoft Entra ID P2, /);
    expect(alex.card.text).toMatch(/6 people have something switched on that Microsoft 365 E3 lacks/);
    expect(alex.card.text).toMatch(/Back up what you want to keep before anyone is moved/);
    expect(alex.card.text).not.toMatch(/have something switched on[^\n]*Power BI Pro/);
    // Mailboxes keep their room: nothing is read of them, nothing said.
    expect(alex.card.text).not.toMatch(/GB/);
  });
});

describe('from Office 365 E3 to E1', () => {
  it('says in Swedish how many have a mailbox that is too large, an archive, and Office apps', async () => {
    const usageReports = { mailboxes: [{ users: 2, gigabytes: 60, archive: true }] };
    const alex = await chosen({ source: 'ENTERPRISEPACK', users: 5, usageReports }, 'STANDARDPACK', 'sv-SE');
    expect(alex.card.text).toMatch(/5 personer har något påslaget som Office 365 E1 saknar/);
    expect(alex.card.text).toMatch(/rymmer högst 50 GB i stället för 100 GB/);
    expect(alex.card.text).toMatch(/Enligt användningsrapporten från den .* är 2 personers postlådor större än så/);
    expect(alex.card.text).toMatch(/2 personer har en arkivpostlåda/);
    expect(alex.card.text).toMatch(/omfattar inte bevarande av juridiska skäl.*LitigationHoldEnabled/s);
    expect(alex.card.text).toMatch(/Installerade Office-appar/);
  });

  it('says that mailboxes were not looked at where the app may not, and how to look', async () => {
    const alex = await chosen({ source: 'ENTERPRISEPACK', users: 3, usageReports: { denied: true } }, 'STANDARDPACK');
    expect(alex.card.text).toMatch(
      /haven't checked how full mailboxes are: the app lacks Reports\.Read\.All\. Look in the admin center/,
    );
    expect(alex.card.text).not.toMatch(/nobody has more/);
  });

  it('counts all mailboxes where the report conceals whose they are, and says so', async () => {
    const usageReports = { concealed: true, mailboxes: [{ users: 1, gigabytes: 80 }] };
    const alex = await chosen({ source: 'ENTERPRISEPACK', users: 3, usageReports }, 'STANDARDPACK');
    expect(alex.card.text).toMatch(/one mailbox in your organization holds more\. The report conceals whose/);
  });
});

describe('from Business Premium to Standard', () => {
  it('keeps the size of mailboxes and loses what archives and holds live on; the report says who had what on', async () => {
    const owned = [{ sku: 'O365_BUSINESS_PREMIUM', seats: 4 }];
    const withDisabledPlans = { EXCHANGE_S_ARCHIVE_ADDON: 1, INTUNE_A: 2 };
    const alex = await chosen({ source: 'SPB', users: 4, owned, withDisabledPlans }, 'O365_BUSINESS_PREMIUM', 'de-DE');
    expect(alex.card.text).not.toMatch(/statt 100\sGB/);
    expect(alex.card.text).toMatch(
      /^4 Personen haben .*: Microsoft Entra ID P1, .* und Microsoft Intune Plan 1 bei 2 Personen\./m,
    );
    expect(alex.card.text).toMatch(/fasst mit Microsoft 365 Business Standard höchstens 50\sGB und wächst nicht mehr/);
    await alex.click('acknowledge');
    await alex.click('useSubscription');
    await app.until(alex, (card) => card.id === 'manual-reassign' && card.how === 'message', 'PT1M');
    expect(alex.card.text).toMatch(/Heute eingeschaltet, nach dem Wechsel weg oder eingeschränkt: .*bei 4 Personen/);
    await alex.click('reassign', { pilot: '0' });
    await app.until(alex, (card) => card.id === 'manual-cancel' && card.how === 'message', 'PT5S');
    await alex.say('bericht');
    const [link = ''] = linksOf(alex.card.card);
    const csv = await (await fetch(link)).text();
    expect(csv).toMatch(/War an, nicht im neuen Plan/);
    expect(
      csv.split('\r\n').filter((line) => /Microsoft Intune Plan 1/.test(line.split(';').at(-1) ?? '')),
    ).toHaveLength(2);
  });
});

describe('up from Office 365 E1 to E3', () => {
  it('loses nothing: nobody is counted, and nothing is said of it', async () => {
    const alex = await chosen({ source: 'STANDARDPACK', users: 3, usageReports: { denied: true } }, 'ENTERPRISEPACK');
    expect(alex.card.text).not.toMatch(/Who uses it today|GB/);
  });
});
