import { lossesOf } from '../../../src/upgrade/licences/losses.js';
import { waysOn } from '../../../src/upgrade/plans/ways-on.js';
import type { LosingRead } from '../../../src/upgrade/run/losing.js';
import type { Run } from '../../../src/upgrade/run/run.js';
import { aSource, available, runIn } from '../../support/runs.js';
import { ofRuns, type RunCardState } from './state.js';

/** Moves to a plan with less: who has what on, how full mailboxes are, and what was not looked at. */

const readAt = '2026-03-02T08:00:00.000Z';

function down(source: string, plan: string, losing: Partial<LosingRead> = {}): Partial<Run> {
  const losses = lossesOf(plan, source);
  return {
    path: 'manual',
    plan,
    lacks: losses.filter(({ to }) => to === null).map(({ name }) => name),
    assessment: available({ source: aSource({ sku: source }) }),
    losing: {
      people: 24,
      services: Object.fromEntries(losses.map(({ name }, index) => [name, 24 - index])),
      mail: null,
      readAt,
      ...losing,
    },
  };
}

/** The plans to choose from where nobody has on what one of them (skuPartNumber) lacks. */
function unusedFor(plan: string, source: string): Partial<Run> {
  const unused = lossesOf(plan, source).map(({ name }) => name);
  const found = aSource({ sku: source, unused });
  return { assessment: available({ source: found, plans: [...waysOn(source, found.assigned, found)] }) };
}

const read = { is: 'read', asOf: '2026-02-28', concealed: false, over: 2, archives: 4 } as const;

export const downgrades: RunCardState[] = ofRuns({
  'down from E5 to E3': { ...runIn.beforeYouBegin(), ...down('SPE_E5', 'SPE_E3') },
  'down, nobody has it on': {
    ...runIn.beforeYouBegin(),
    ...down('SPE_E5', 'SPE_E3', { people: 0, services: { MCOEV: 0 } }),
  },
  'down from E3 to E1': { ...runIn.beforeYouBegin(), ...down('ENTERPRISEPACK', 'STANDARDPACK', { mail: read }) },
  'down, no mailbox too large': {
    ...runIn.beforeYouBegin(),
    ...down('ENTERPRISEPACK', 'STANDARDPACK', { mail: { ...read, over: 0, archives: 1 } }),
  },
  'down, names concealed': {
    ...runIn.beforeYouBegin(),
    ...down('ENTERPRISEPACK', 'STANDARDPACK', { mail: { ...read, asOf: null, concealed: true } }),
  },
  'down, mailboxes not looked at': {
    ...runIn.beforeYouBegin(),
    ...down('ENTERPRISEPACK', 'STANDARDPACK', { mail: { is: 'notRead', why: 'denied' } }),
  },
  'down, no usage report': {
    ...runIn.beforeYouBegin(),
    ...down('ENTERPRISEPACK', 'STANDARDPACK', { mail: { is: 'notRead', why: 'noAnswer' } }),
  },
  'down to frontline': {
    ...runIn.beforeYouBegin(),
    ...down('STANDARDPACK', 'SPE_F1', { mail: { ...read, archives: null } }),
  },
  'down from Business Premium': { ...runIn.beforeYouBegin(), ...down('SPB', 'O365_BUSINESS_PREMIUM', { mail: read }) },
  'plans by what people use': { ...runIn.choosingPlan(), ...unusedFor('ENTERPRISEPACK', 'SPE_E3') },
  'plans of which much is used by nobody': { ...runIn.choosingPlan(), ...unusedFor('SPE_E3', 'SPE_E5') },
  'plans of the tab by what people use': { ...runIn.assessed(), ...unusedFor('SPE_E3', 'SPB') },
  'about to move down': {
    ...runIn.manualReassign(),
    ...down('ENTERPRISEPACK', 'STANDARDPACK', { mail: read }),
    reassign: null,
  },
});
