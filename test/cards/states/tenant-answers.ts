import {
  factTopics,
  runTopics,
  type TenantAnswer,
  type TenantLook,
} from '../../../src/teams/cards/tenant-answers/tenant-answer.js';
import { assess } from '../../../src/upgrade/tenant/eligibility.js';
import { aFailure, now, runIn, someWork } from '../../support/runs.js';
import { aSubscription, aTenant } from '../../upgrade/tenant-facts.js';
import { known } from './messages.js';
import type { CardState } from './state.js';

/** Answers with what is so in the person's own tenant. */

const facts = aTenant({
  subscriptions: [aSubscription(), aSubscription({ id: 'second', nextLifecycleAt: '2027-10-19T00:00:00Z' })],
});
const look: TenantLook = {
  question: 'what about Microsoft 365 E5',
  facts,
  assessment: assess(facts),
  run: undefined,
  prices: {
    prices: [{ sku: 'SPE_E5', currency: 'SEK', monthly: 500, annual: 5_000 }],
    invoiceFrom: [{ currency: 'SEK', amount: 20_000 }],
  },
};

const people = [
  { name: 'Megan Bowen', role: 'billingAdministrator' },
  { name: 'Alex Wilber', role: 'globalAdministrator' },
] as const;

const ofRuns = Object.fromEntries(
  runTopics.map((topic): [string, TenantAnswer] => [
    topic,
    {
      is: 'run',
      topic,
      run: { ...runIn.reassigning(), reassign: someWork({ failures: [aFailure()] }) },
      context: { now },
    },
  ]),
);

const lives: Record<string, TenantAnswer> = {
  ...Object.fromEntries(factTopics.map((topic): [string, TenantAnswer] => [topic, { is: 'facts', topic, look }])),
  'losses, no plan named': { is: 'facts', topic: 'losses', look: { ...look, question: 'what do we lose' } },
  'can upgrade, one under way': { is: 'facts', topic: 'canUpgrade', look: { ...look, run: runIn.cart() } },
  'who can': { is: 'whoCan', buy: people, assign: people.slice(1) },
  'who can, nobody found': { is: 'whoCan', buy: [], assign: [] },
  'progress of nothing': { is: 'noRun' },
  ...ofRuns,
  'not allowed': { is: 'notAllowed' },
  'not readable now': { is: 'unreadable' },
};

export const tenantAnswers: CardState[] = Object.entries(lives).map(([name, live]) => ({
  name: `answer: ${name}`,
  draw: (cards, viewer) => cards.answer(viewer, [{ known, tenant: live }]),
}));
