import type { Api } from '../api.js';
import type { ApiResponse } from '../http/message.js';
import { readLink, reportsRoot } from './link.js';
import { mailboxUsage } from './mailbox-usage.js';

/** Where usage reports are fetched: nobody shows a token here, the link itself is good for one tenant. */
export function reportsApi(): Api {
  return {
    name: 'reports',
    realm: reportsRoot,
    root: reportsRoot,
    routes: [{ method: 'GET', path: '/:ticket', run: ({ tenant, now }) => mailboxUsage(tenant, now) }],
    admit(_, { ticket = '' }, now) {
      const verdict = readLink(ticket, now);
      return 'refusal' in verdict ? { refusal: refused(403) } : { ...verdict.claims, body: undefined };
    },
    perform: (call, { route }) => (route ? route.run(call) : refused(404)),
    refuse: refused,
    ids: () => ({}),
  };
}

const refused = (status: number): ApiResponse => ({
  status,
  headers: { 'Content-Type': 'text/plain' },
  body: 'No report.',
});
