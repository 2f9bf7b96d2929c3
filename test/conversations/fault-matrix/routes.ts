import { type Story, stories } from '../../crash/stories.js';
import type { Fault } from '../../support/sandbox-control.js';

/** The ways through an upgrade, as an admin goes them who does as the cards say, and the kinds of requests on each. */

export type Route = { story: Story; requests: Readonly<Record<string, Fault['match']>> };

const ofGraph = {
  'reading products': { method: 'GET', path: '/subscribedSkus' },
  'reading purchases': { method: 'GET', path: '/directory/subscriptions' },
  'listing people': { method: 'GET', path: '/users\\?' },
  'reading roles': { method: 'GET', path: '/roleManagement|transitiveMemberOf|memberOf' },
  'changing licences': { method: 'POST', path: '/assignLicense' },
};

function storyOf(name: string): Story {
  const story = stories[name];
  if (!story) throw new Error(`no story is called ${name}`);
  return story;
}

export const routes: Readonly<Record<string, Route>> = {
  'by hand': {
    story: storyOf('by hand'),
    requests: {
      ...ofGraph,
      'making a cart': { method: 'POST', path: '/carts$' },
      'checking out': { method: 'POST', path: '/checkout' },
      'reading the cart': { method: 'GET', path: '/carts/' },
      'ending a subscription': { method: 'PATCH', path: '/subscriptions/' },
    },
  },
  'on the Upgrade tab': {
    story: storyOf('on the Upgrade tab'),
    requests: {
      ...ofGraph,
      'reading what is offered': { method: 'GET', path: '/transitioneligibilities' },
      'ordering the upgrade': { method: 'POST', path: '/transitions' },
      'reading the upgrade': { method: 'GET', path: '/transitions' },
      'reading orders': { method: 'GET', path: '/orders' },
    },
  },
  'for a billing account': {
    story: storyOf('for a billing account'),
    requests: {
      ...ofGraph,
      'reading the account': { method: 'GET', path: '/billingAccounts(\\?|$)' },
      'buying seats': { method: 'PUT', path: '/billingSubscriptionAliases/' },
      'reading the purchase': { method: 'GET', path: '/billingSubscriptionAliases/' },
      'reading subscriptions': { method: 'GET', path: '/billingSubscriptions' },
      'ending a subscription': { method: 'DELETE', path: '/billingSubscriptions/' },
    },
  },
};
