import { describe, expect, it } from '@jest/globals';
import { type Contract, readContract } from '../support/api-contract.js';
import { type Exchange, withInner } from '../support/exchange.js';
import { schemasDir } from '../support/openapi.js';
import { type RecordingProxy, startRecordingProxy } from '../support/recording-proxy.js';
import { startTestApp } from '../support/test-app.js';
import { conversations } from './conversations.js';

/** Whole conversations: what the bot sends to Microsoft, and what it is answered, is as Microsoft describes it. */

const described = schemasDir === undefined ? describe.skip : describe;
if (schemasDir === undefined) {
  process.stdout.write('SCHEMAS_DIR is not set: conversations are not compared with the descriptions of the APIs.\n');
}

type Api = { name: string; base: string; pathsBelow: string; file: string };
const apis: readonly Api[] = [
  { name: 'Graph', base: '/v1.0', pathsBelow: '/v1.0/', file: 'graph-openapi.json' },
  { name: 'Partner Center', base: '/partnercenter', pathsBelow: '/partnercenter/', file: 'partnercenter-openapi.json' },
  { name: 'Microsoft.Billing', base: '', pathsBelow: '/providers/', file: 'billing-openapi.json' },
  { name: 'Bot Connector', base: '', pathsBelow: '/v3/', file: 'bot-connector-swagger.json' },
];
/** The sandbox's own doors: its controls, the pages a person opens, and tokens, which no description speaks of. */
const ownDoors = /^\/(_sandbox|admin-center)\/|^\/[^/]+\/oauth2\/v2\.0\/token$/;

described('what is sent and answered in the conversation with', () => {
  const contracts = new Map<Api, Contract>();
  const contractOf = (api: Api): Contract => {
    const contract = contracts.get(api) ?? readContract(api.file, api.base);
    contracts.set(api, contract);
    return contract;
  };

  it.each(conversations)('$about', async ({ scenario, talk }) => {
    const proxies: RecordingProxy[] = [];
    const through = async (url: string) => {
      const proxy = await startRecordingProxy(url);
      proxies.push(proxy);
      return proxy.url;
    };
    const app = await startTestApp(scenario, { through });
    try {
      await talk(app, app.person('alex'));
    } finally {
      await app.stop();
      for (const proxy of proxies) await proxy.close();
    }

    const outside = proxies.flatMap(({ exchanges }) => exchanges).filter(({ path }) => !ownDoors.test(path));
    const faults = withInner(outside, '/v1.0').flatMap((exchange) => {
      const api = apis.find(({ pathsBelow }) => exchange.path.startsWith(pathsBelow));
      return api ? contractOf(api).faults(exchange) : [`${exchange.method} ${exchange.path} is nobody's`];
    });
    expect([...new Set(faults)].filter((fault) => !isAllowed(fault))).toEqual([]);
    expect(seen(outside)).toEqual(expect.arrayContaining(['Graph', 'Bot Connector']));
  });
});

/**
 * A next page is asked for as its address came; the untidiest of tenants answers one page without a list; and the
 * description of Microsoft.Billing that is at hand leaves out lists that its pages have.
 * @see https://learn.microsoft.com/rest/api/billing/billing-role-assignments/list-by-billing-account
 * @see https://learn.microsoft.com/rest/api/billing/billing-role-definition/list-by-billing-account
 * @see https://learn.microsoft.com/rest/api/billing/invoice-sections/list-by-billing-profile
 * @see https://learn.microsoft.com/rest/api/billing/payment-methods/list-by-billing-profile
 */
const allowed = [
  /\/(billingRoleAssignments|billingRoleDefinitions|invoiceSections|paymentMethodLinks)\?api-version=2024-04-01: is not described$/,
  /^GET \/\S+: query parameter \$skiptoken is not described$/,
  /^GET \/users: answer 200: answer 200 must have required property 'value'$/,
];
const isAllowed = (fault: string): boolean => allowed.some((pattern) => pattern.test(fault));

function seen(exchanges: readonly Exchange[]): string[] {
  return apis
    .filter(({ pathsBelow }) => exchanges.some(({ path }) => path.startsWith(pathsBelow)))
    .map(({ name }) => name);
}
