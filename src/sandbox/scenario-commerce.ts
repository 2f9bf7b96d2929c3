import { z } from 'zod';

/** What a tenant's scenario says of how its commerce sells: parts of {@link scenarioSchema}. */

const name = z.string().min(1).max(128);

/** Names of the roles of a billing account that buy, and of some that do not. */
export const billingRoleNames = [
  'Billing account owner',
  'Billing account contributor',
  'Billing account reader',
  'Billing profile owner',
  'Billing profile contributor',
  'Billing profile reader',
  'Invoice manager',
] as const;

const roleAssignment = z.strictObject({
  /** An admin's name, a group's name, or the name of a directory role. */
  to: name,
  role: z.enum(billingRoleNames),
});

const profile = z.strictObject({
  name,
  /** Invoice sections; one of the profile's name when left out. */
  sections: z.array(name).max(20).default([]),
  soldTo: z.boolean().default(true),
  billTo: z.boolean().default(true),
  /** How it pays; as the tenant does when left out, and untold when empty. */
  payments: z.array(z.enum(['card', 'invoice'])).optional(),
});

/** A billing account, where the tenant has one. */
export const billingSchema = z
  .strictObject({
    /** Its billing profiles; one that is called as the tenant when left out. */
    profiles: z.array(profile).max(30).default([]),
    /** Whether the account has a sold-to address. */
    soldTo: z.boolean().default(true),
    /** Who has a role; when left out, Global Administrators own the account and Billing Administrators contribute. */
    roles: z.array(roleAssignment).max(100).optional(),
    /** What is refused to whoever is no signed-in person. */
    userContext: z.enum(['nothing', 'changes', 'everything']).default('nothing'),
  })
  .prefault({});

/** Partner Center's catalogue, as the customer sees it. */
export const catalogueSchema = z
  .strictObject({
    /** Plans that are not sold to the customer. */
    notSold: z.array(name).max(50).default([]),
    /** Whether plans are also sold for a month at a time. */
    oneMonth: z.boolean().default(true),
    /** Whether plans are sold only to a partner who attests. */
    attestation: z.boolean().default(false),
    /** Whether the lines of a cart become one order, or an order each. */
    orderGroups: z.enum(['one', 'each']).default('one'),
    /** Plans whose line in a cart is in error, though the catalogue sells them. */
    refusedInCart: z.array(name).max(50).default([]),
    /** Plans that the checkout refuses, with all of their order group. */
    refusedAtCheckout: z.array(name).max(50).default([]),
  })
  .prefault({});
