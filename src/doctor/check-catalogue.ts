import { catalogue } from '../microsoft/partnerCenter/catalogue.js';
import type { PartnerCenter } from '../microsoft/partnerCenter/client.js';
import { displayName, targetSkus } from '../upgrade/plans/plans.js';
import { explainProblem } from './explain-problem.js';
import { type Finding, ok, warning } from './finding.js';

/** What Partner Center's catalogue sells to a customer, and whether somebody has to attest. */
export async function checkCatalogue(center: PartnerCenter, customer: string, api: string): Promise<Finding[]> {
  const id = 'commerce.catalogue';
  try {
    const shop = catalogue(center);
    const offers = await Promise.all(
      targetSkus.map(async (plan) => ({ plan, offer: await shop.offer(customer, plan) })),
    );
    const named = (some: typeof offers) => some.map(({ plan }) => displayName(plan)).join(', ');
    const missing = offers.filter(({ offer }) => offer.is !== 'sold');
    const attested = offers.filter(({ offer }) => offer.is === 'sold' && offer.attestation);
    const sells =
      missing.length === 0
        ? ok(id, `sells all ${offers.length} plans to the customer`)
        : warning(
            id,
            `does not sell ${named(missing)} to the customer: they are bought in the admin center`,
            'Partner Center > the customer > Marketplace: see what may be sold to it.',
          );
    return [sells, attestation(attested.length, named(attested))];
  } catch (thrown) {
    return [
      explainProblem(id, thrown, {
        api,
        denied: 'Give the app the rights to order for customers.',
        notFound: 'Check --tenant.',
      }),
    ];
  }
}

function attestation(count: number, plans: string): Finding {
  const id = 'commerce.attestation';
  if (count === 0) return ok(id, 'no plan asks the partner of record to attest');
  return ok(id, `${plans} is sold to a partner of record who attests: the checkout asks for it`);
}
