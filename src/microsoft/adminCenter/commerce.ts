import { canByApi } from '../../upgrade/order/commerce-forms.js';
import { type Commerce, PortError } from '../../upgrade/ports.js';

/**
 * The commerce of direct customers on the older agreement: Microsoft gives them no API to upgrade, buy or cancel, so
 * an admin does it by hand in the Microsoft 365 admin center and Graph tells what came of it.
 * @see https://learn.microsoft.com/microsoft-365/commerce/subscriptions/upgrade-to-different-plan
 */
export function adminCenterCommerce(): Commerce {
  return {
    form: 'admin-center',
    can: canByApi['admin-center'],
    eligibility: async () => ({ is: 'unknown' }),
    sells: async () => undefined,
    offer: async () => undefined,
    payers: async () => undefined,
    parties: async () => undefined,
    saveParties: async () => noApi('changing who is billed'),
    prepare: async () => noApi('making a cart'),
    place: async () => noApi('placing an order'),
    find: async () => noApi('finding an order'),
    terms: async () => undefined,
    end: async () => noApi('ending a subscription'),
    rolesOf: async () => undefined,
    peopleWith: async () => undefined,
  };
}

function noApi(doing: string): never {
  throw new PortError(
    { is: 'refused', code: 'noApi', text: 'Microsoft has no API for this; it is done in the admin center' },
    doing,
  );
}
