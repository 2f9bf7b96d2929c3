import { afterEach, describe, expect, it } from '@jest/globals';
import {
  addressesOf,
  appCredentials,
  azureTokens,
  graphDirectory,
  microsoftClouds,
  scopes,
  scopesOf,
} from '../../src/microsoft/index.js';
import { type AnsweringServer, answeringServer } from './answering-server.js';
import { portErrorFrom } from './problem-of.js';

const home = 'aaaaaaaa-bbbb-cccc-dddd-eeeeeeeeeeee';
const away = '3f0c5f6e-7a51-4c4e-9d2a-0d7f6f1c2b01';

let server: AnsweringServer | undefined;
afterEach(() => server?.close());

describe("Microsoft's clouds", () => {
  it.each(microsoftClouds)('have addresses that paths can be put behind: %s', (cloud) => {
    const {
      bot: { serviceHosts, ...bot },
      ...others
    } = addressesOf[cloud];
    for (const address of [...Object.values(others), ...Object.values(bot)]) {
      expect(new URL(address).protocol).toBe('https:');
      expect(address).not.toMatch(/\/$/);
    }
    for (const host of serviceHosts) expect(new URL(`https://${host}`).host).toBe(host);
  });

  it('do not share Graph, nor the scope of its tokens', () => {
    const graphs = microsoftClouds.map((cloud) => scopesOf(addressesOf[cloud]).graph);
    expect(new Set(graphs).size).toBe(microsoftClouds.length);
    expect(scopes.graph).toBe('https://graph.microsoft.com/.default');
  });

  it('are asked with tokens of their own', async () => {
    server = await answeringServer(() => ({ body: { value: [{ displayName: 'Contoso' }] } }));
    const asked: string[] = [];
    const tokens = async (_tenant: string, scope: string) => {
      asked.push(scope);
      return 'token';
    };
    const scope = scopesOf(addressesOf.china).graph;
    await graphDirectory({ baseUrl: server.url, fetch, tokens, scope }).organization(home);
    await graphDirectory({ baseUrl: server.url, fetch, tokens }).organization(home);
    expect(asked).toEqual(['https://microsoftgraph.chinacloudapi.cn/.default', scopes.graph]);
  });
});

describe('the credentials of an app', () => {
  const app = { clientId: 'app', ownTenantId: home, authority: 'https://login.microsoftonline.us' };

  it('are the certificate, else the secret, else a managed identity of its own tenant', () => {
    const { authority } = app;
    expect(appCredentials({ ...app, certificatePath: 'a.pem' })).toEqual({
      clientId: 'app',
      authority,
      certificatePath: 'a.pem',
    });
    expect(appCredentials({ ...app, clientSecret: 's' })).toEqual({ clientId: 'app', authority, clientSecret: 's' });
    expect(appCredentials(app)).toEqual({ clientId: 'app', authority, managedIdentityOf: home });
  });

  it('of a managed identity are denied for another tenant, whose tokens it has none of', async () => {
    const error = await portErrorFrom(azureTokens(appCredentials(app))(away, scopes.graph));
    expect(error.problem).toEqual({ is: 'denied', needs: undefined });
  });
});
