import { describe, expect, it } from '@jest/globals';
import { catalogue } from '../../../src/upgrade/plans/catalogue.js';
import { mailboxLoss, mailboxRoom } from '../../../src/upgrade/plans/mailbox-room.js';
import { product } from '../../../src/upgrade/plans/plans.js';

const roomIn = (sku: string) => mailboxRoom(product(sku)?.services ?? []);

describe('the room that a plan gives a mailbox', () => {
  it.each([
    ['SPE_E5', { gigabytes: 100, archive: 'growing', holds: true }],
    ['ENTERPRISEPACK', { gigabytes: 100, archive: 'growing', holds: true }],
    ['STANDARDPACK', { gigabytes: 50, archive: 'limited', holds: false }],
    ['O365_BUSINESS_PREMIUM', { gigabytes: 50, archive: 'limited', holds: false }],
    ['SPB', { gigabytes: 50, archive: 'growing', holds: true }],
    ['SPE_F1', { gigabytes: 2, archive: 'none', holds: false }],
    ['M365_F1_GOV', { gigabytes: 2, archive: 'none', holds: false }],
    ['MCOMEETADV', undefined],
  ])("of %s is as Microsoft's table of limits has it", (sku, room) => {
    expect(roomIn(sku)).toEqual(room);
  });

  it('is told by the name of a service whose id nobody knows, and by the id before the name', () => {
    const [plan2] = (product('ENTERPRISEPACK')?.services ?? []).filter(({ name }) => name === 'EXCHANGE_S_ENTERPRISE');
    const unknown = '00000000-0000-4000-8000-000000000001';
    expect(mailboxRoom([{ id: unknown, name: 'EXCHANGE_S_STANDARD' }])?.gigabytes).toBe(50);
    expect(mailboxRoom([{ id: plan2?.id ?? unknown, name: 'EXCHANGE_S_DESKLESS' }])?.gigabytes).toBe(100);
  });

  it('is known of every suite with mail', () => {
    const suites = catalogue.products.filter(({ kind }) => kind === 'suite');
    const withMail = suites.filter(({ services }) => services.some(({ name }) => name.startsWith('EXCHANGE_S_E')));
    expect(withMail.length).toBeGreaterThan(20);
    for (const { services } of withMail) expect(mailboxRoom(services)?.gigabytes).toBe(100);
  });
});

describe('what a mailbox loses', () => {
  it('is nothing on the way up, or sideways', () => {
    expect(mailboxLoss('SPE_E5', 'STANDARDPACK')).toBeUndefined();
    expect(mailboxLoss('SPE_E3', 'SPE_E5')).toBeUndefined();
    expect(mailboxLoss('nothing known', 'SPE_E5')).toBeUndefined();
  });

  it.each([
    ['STANDARDPACK', 'ENTERPRISEPACK', { smaller: true, archive: true, holds: true }],
    ['O365_BUSINESS_PREMIUM', 'SPB', { smaller: false, archive: true, holds: true }],
    ['SPB', 'ENTERPRISEPACK', { smaller: true, archive: false, holds: false }],
    ['SPE_F1', 'STANDARDPACK', { smaller: true, archive: true, holds: false }],
  ])('on the way to %s from %s is told part by part', (target, source, loss) => {
    expect(mailboxLoss(target, source)).toMatchObject(loss);
  });
});
