import { type Story, stories } from '../../crash/stories.js';
import type { Fault } from '../../support/sandbox-control.js';

/** The ways through an upgrade, as an admin goes them who does as the cards say, and the kinds of requests on each. */

export type Route = { story: Story; requests: Readonly<Record<string, Fault['match']>> };

const ofGraph = {
  'signing in': { method: 'POST', path: '/oauth2/v2\\.0/token' },
  'reading the organisation': { method: 'GET', path: '/organization\\?' },
  'reading service issues': { method: 'GET', path: '/serviceAnnouncement/' },
  'reading products': { method: 'GET', path: '/subscribedSkus' },
  'reading purchases': { method: 'GET', path: '/directory/subscriptions' },
  'listing people': { method: 'GET', path: '/users\\?' },
  'reading a person': { method: 'GET', path: '/users/[^/]+\\?' },
  'listing groups': { method: 'GET', path: '/groups\\?' },
  'reading roles': { method: 'GET', path: '/roleManagement|transitiveMemberOf|memberOf' },
  'changing licences': { method: 'POST', path: '/assignLicense' },
};

const ofGroups = {
  'reading a group': { method: 'GET', path: '/groups/[^/]+\\?' },
  'reading who a group fails': { method: 'GET', path: '/membersWithLicenseErrors' },
};

const ofPartnerCenter = {
  'reading a subscription': { method: 'GET', path: '/subscriptions/[^/]+$' },
  'reading what is offered': { method: 'GET', path: '/transitioneligibilities' },
  'listing products': { method: 'GET', path: '/products\\?' },
  'reading a product': { method: 'GET', path: '/skus$' },
  'reading prices': { method: 'GET', path: '/availabilities' },
};

/** Only where something is ordered. */
const ofPayer = { 'reading the billing profile': { method: 'GET', path: '/profiles/billing' } };

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
      ...ofGroups,
      ...ofPartnerCenter,
      ...ofPayer,
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
      ...ofPartnerCenter,
      ...ofPayer,
      'ordering the upgrade': { method: 'POST', path: '/transitions' },
      'reading the upgrade': { method: 'GET', path: '/transitions' },
      'reading orders': { method: 'GET', path: '/orders' },
    },
  },
  'for a billing account': {
    story: storyOf('for a billing account'),
    requests: {
      ...ofGraph,
      'listing accounts': { method: 'GET', path: '/billingAccounts\\?' },
      'reading the account': { method: 'GET', path: '/billingAccounts/[^/]+\\?' },
      'reading roles of the account': { method: 'GET', path: '/billingRole(Assignments|Definitions)' },
      'listing profiles': { method: 'GET', path: '/billingProfiles\\?' },
      'reading invoice sections': { method: 'GET', path: '/invoiceSections' },
      'reading payment methods': { method: 'GET', path: '/paymentMethodLinks' },
      'buying seats': { method: 'PUT', path: '/billingSubscriptionAliases/' },
      'reading the purchase': { method: 'GET', path: '/billingSubscriptionAliases/' },
      'listing subscriptions': { method: 'GET', path: '/billingSubscriptions\\?' },
      'reading a subscription': { method: 'GET', path: '/billingSubscriptions/' },
      'ending a subscription': { method: 'DELETE', path: '/billingSubscriptions/' },
      'reading how the end goes': { method: 'GET', path: '/operationResults/' },
    },
  },
  'guided in the admin center': { story: storyOf('guided in the admin center'), requests: ofGraph },
  'with a way back and forth': {
    story: storyOf('with a way back and forth'),
    requests: {
      ...ofGraph,
      ...ofGroups,
      ...ofPartnerCenter,
      'ending a subscription': { method: 'PATCH', path: '/subscriptions/' },
    },
  },
};

/** What is asked before an order alone: it goes wrong from the first word on. */
export const askedBeforeOrdering: readonly string[] = [
  'reading the organisation',
  'reading service issues',
  'reading what is offered',
  'listing products',
  'reading a product',
  'reading prices',
  'reading the billing profile',
  'reading the account',
  'reading roles of the account',
  'listing profiles',
  'listing subscriptions',
  'reading invoice sections',
  'reading payment methods',
];

/** What is asked where no reply came to an order, and not otherwise. */
export const onlyAfterLostReply: readonly string[] = ['reading the cart', 'reading the purchase'];

/** The move of the admin's before which nobody is asked so; what is not named is asked from the beginning, or now and then. */
export const begunBy: Readonly<Record<string, string>> = {
  'making a cart': 'placeOrder',
  'checking out': 'placeOrder',
  'reading the cart': 'placeOrder',
  'ordering the upgrade': 'placeOrder',
  'reading the upgrade': 'placeOrder',
  'reading orders': 'placeOrder',
  'buying seats': 'placeOrder',
  'reading the purchase': 'placeOrder',
  'changing licences': 'reassign',
  'ending a subscription': 'cancelOld',
  'reading how the end goes': 'cancelOld',
};
