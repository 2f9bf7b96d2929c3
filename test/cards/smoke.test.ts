import { writeFileSync } from 'node:fs';
import { it } from '@jest/globals';
import { createCards } from '../../src/teams/cards/index.js';
import { aBlocker, aFailure, aRun, blocked, now, runIn, someWork } from '../support/runs.js';
const cards = createCards({ templatesDir: 'cards', localesDir: 'src/locales' });
it('dump', () => {
  for (const language of ['en', 'sv'] as const) {
    const viewer = { name: 'Alex Wilber', language, roles: ['globalAdministrator'], timeZone: 'Europe/Stockholm', sandbox: true } as const;
    const prices = { prices: [{ sku: 'ENTERPRISEPREMIUM', currency: 'SEK', monthly: 412.5, annual: 4455 }], invoiceFrom: [] };
    const out: Record<string, unknown> = {};
    for (const [state, make] of Object.entries(runIn)) out[state] = cards.run(make(), viewer, { now: new Date(now.getTime() + 120000), prices }).card;
    out.blocked = cards.run(aRun({ assessment: blocked([aBlocker('MORE_USERS_THAN_LICENSES', { is: 'seats', assigned: 27, bought: 25 }), aBlocker('UNPAID_BALANCE', { is: 'commerce', code: '0', text: 'Your subscription has an unpaid balance' })]) }), viewer, { now, note: { why: 'stale' } }).card;
    out.failed = cards.run({ ...runIn.manualReassign(), reassign: someWork({ done: 23, failures: [aFailure(), aFailure({ name: 'Isaiah *L*' })] }) }, viewer, { now }).card;
    out.plansAuto = cards.plans(runIn.assessed(), viewer, { now, prices }).card;
    out.welcome = cards.welcome(viewer, { organization: 'Contoso', open: undefined }).card;
    out.help = cards.help(viewer).card;
    out.notice = cards.notice(viewer, { text: 'noAnswer' }).card;
    out.refused = cards.refused({ ...viewer, roles: [] }, { permission: 'buy', people: [{ name: 'Megan Bowen', role: 'billingAdministrator' }] }).card;
    out.scenarios = cards.scenarios(viewer, [{ name: 'contoso', displayName: 'Contoso', line: 'The tab works', users: 25 }]).card;
    writeFileSync(`/tmp/cards-${language}.json`, JSON.stringify(out));
  }
});
