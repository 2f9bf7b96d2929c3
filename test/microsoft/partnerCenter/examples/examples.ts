import { afterEach } from '@jest/globals';
import type { Commerce } from '../../../../src/upgrade/ports.js';
import { type OfficialExample, officialExample } from '../../../support/official-examples.js';
import type { AnsweringServer, Reply, Seen } from '../../answering-server.js';
import { connectedCommerce, e5Item } from '../connected.js';

/** What Partner Center answered as Microsoft's pages and recordings of others have it. */

export const example = (name: string): OfficialExample => officialExample('partner-center', name);

/** The answer of an example, as it was. */
export function replyOf(name: string): Exclude<Reply, string> {
  const { status, headers, body } = example(name).response;
  return { status, ...(headers ? { headers: withoutLength(headers) } : {}), ...(body == null ? {} : { body }) };
}

function withoutLength(headers: Record<string, string>): Record<string, string> {
  return Object.fromEntries(Object.entries(headers).filter(([name]) => !/^(content-length|date)$/i.test(name)));
}

/** Answers by `METHOD path` below the customer; everything else is not there. */
export type Answers = Record<string, Reply | ((request: Seen) => Reply)>;

const servers: AnsweringServer[] = [];
afterEach(() => Promise.all(servers.splice(0).map((server) => server.close())));

/** The real adapter on a server that answers so. */
export async function replayed(answers: Answers): Promise<{ commerce: Commerce; sent: () => Seen[] }> {
  const { commerce, server } = await connectedCommerce((route, request) => {
    const answer = answers[route];
    return typeof answer === 'function' ? answer(request) : answer;
  });
  servers.push(server);
  return { commerce, sent: () => server.seen.filter(({ method }) => method !== 'GET') };
}

/** Eligibilities by which the plan of {@link upgradeOrder} is this catalog item. */
export const soldAs = (catalogItemId = e5Item): Reply => ({
  body: {
    items: [
      {
        catalogItemId,
        title: 'Office 365 E5',
        eligibilities: [{ isEligible: true, transitionType: 'transition_with_license_transfer', errors: [] }],
      },
    ],
  },
});

export const eligibilitiesRoute = 'GET /subscriptions/source/transitioneligibilities';
