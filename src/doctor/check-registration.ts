import { z } from 'zod';
import { graphClient } from '../microsoft/graph/client.js';
import { hasProblem } from '../upgrade/ports.js';
import { explainProblem } from './explain-problem.js';
import { error, type Finding, ok, warning } from './finding.js';

const registrationSchema = z.object({
  signInAudience: z.string().nullish(),
  web: z.object({ redirectUris: z.array(z.string()).nullish() }).nullish(),
});
type Registration = z.infer<typeof registrationSchema>;

/** Who may use the app: with these, tenants other than its own. */
const everywhere: readonly string[] = ['azureadmultipleorgs', 'azureadandpersonalmicrosoftaccount'];

/**
 * Whether other tenants can consent to the app that calls Graph: it has to be for every tenant, also where the bot in front
 * of it is registered for one, and the page for consent has to lead back somewhere.
 * @param token for Graph, of the tenant that the app is registered in
 * @see https://learn.microsoft.com/graph/api/application-get
 * @see https://learn.microsoft.com/entra/identity-platform/v2-admin-consent
 */
export async function checkRegistration(options: {
  api: string;
  token: string;
  ownTenant: string;
  clientId: string;
  /** Where consent is to lead; undefined: wherever is registered. */
  landingPage: string | undefined;
  fetch: typeof fetch;
}): Promise<Finding[]> {
  const { api, token, ownTenant, clientId } = options;
  const graph = graphClient({ baseUrl: `${api}/v1.0`, tokens: async () => token, fetch: options.fetch, attempts: 1 });
  const page = `Entra admin center > App registrations > ${clientId} > Authentication`;
  const path = `/applications(appId='${encodeURIComponent(clientId)}')?$select=signInAudience,web`;
  const request = {
    tenantId: ownTenant,
    path,
    doing: 'reading the registration of the app',
    needs: 'Application.Read.All',
  };
  try {
    const registration = await graph.get(request, registrationSchema);
    return [audienceOf(registration, clientId, page), redirectOf(registration, page, options.landingPage)];
  } catch (thrown) {
    const mended = `${page}: accounts in any organizational directory, and a redirect URI of the platform Web.`;
    if (hasProblem(thrown, 'denied')) {
      const seen = 'whether other tenants can consent cannot be seen (that takes Application.Read.All)';
      return [warning('app.registration', seen, `Look yourself: ${mended}`)];
    }
    return [explainProblem('app.registration', thrown, { api, denied: mended, notFound: 'Check the id of the app.' })];
  }
}

function audienceOf({ signInAudience }: Registration, clientId: string, page: string): Finding {
  const id = 'app.audience';
  const audience = signInAudience ?? '';
  if (everywhere.includes(audience.toLowerCase()))
    return ok(id, 'other tenants can use the app, whichever the bot is registered in');
  const seen = `the app ${clientId} is for its own tenant only (${audience || 'not told'}): no other tenant can consent to it`;
  return error(id, seen, `${page}: accounts in any organizational directory. The bot itself may stay single-tenant.`);
}

function redirectOf({ web }: Registration, page: string, landingPage: string | undefined): Finding {
  const id = 'app.consent-redirect';
  const addresses = web?.redirectUris ?? [];
  if (landingPage !== undefined && !addresses.includes(landingPage)) {
    const seen = `${landingPage} is no redirect address of the app: the page for consent ends in an error (AADSTS50011)`;
    return error(id, seen, `${page} > Add a platform > Web: the redirect URI ${landingPage}`);
  }
  if (addresses.length > 0) return ok(id, 'the page for consent leads back to a registered address');
  return error(
    id,
    'the app has no redirect address: the page for consent ends in an error (AADSTS500113)',
    `${page} > Add a platform > Web: a redirect URI, such as https://entra.microsoft.com/.`,
  );
}
