import type { NamedFollowers, NextStep } from '../../../src/teams/cards/run-context.js';
import type { Viewer } from '../../../src/teams/cards/viewer.js';
import { at, runIn } from '../../support/runs.js';
import type { RunCardState } from './state.js';

/** The people around a run: who is asked for the next step, who is told, and what somebody who joins or leaves reads. */

const adele: Partial<Viewer> = { name: 'Adele Vance', roles: ['licenseAdministrator'] };
const alexWilber = { id: '00000000-0000-0000-0000-00000000a1e8', name: 'Alex Wilber' };
const megan = { id: '00000000-0000-0000-0000-00000000e6a0', name: 'Megan Bowen' };
const adeleVance = { id: '00000000-0000-0000-0000-00000000ade1', name: 'Adele Vance' };
const isaiah = { id: '00000000-0000-0000-0000-00000000151a', name: 'Isaiah Langer' };
const asked = { ...megan, at };
const steps: Record<string, NextStep> = {
  'one was asked just now': { permission: 'buy', asked: [{ ...asked, justNow: true }], have: undefined },
  'one was asked before': { permission: 'buy', asked: [{ ...asked, justNow: false }], have: undefined },
  'one has the role': { permission: 'buy', asked: [], have: [megan] },
  'two have the role': { permission: 'assign', asked: [], have: [megan, alexWilber] },
  'nobody has the role': { permission: 'buy', asked: [], have: [] },
};

const followings: Record<string, NamedFollowers> = {
  'three are told, the viewer too': { people: [alexWilber, megan, adeleVance], more: 0, you: true },
  'many are told, the viewer not': {
    people: [alexWilber, megan, adeleVance, isaiah],
    more: 3,
    you: false,
  },
  'nobody is told': { people: [], more: 0, you: false },
};
const waiting = ['reassigning', 'creditCheck', 'scheduled', 'manualVerify'] as const;

export const withColleagues: RunCardState[] = [
  ...Object.entries(steps).map(([name, nextStep]) => ({
    name: `next step, ${name}`,
    run: runIn.cart(),
    viewer: adele,
    context: { nextStep },
  })),
  ...Object.entries(followings).flatMap(([name, who]) =>
    waiting.map((state) => ({ name: `${state}, ${name}`, run: runIn[state](), context: { followers: who } })),
  ),
  {
    name: 'asked by a colleague',
    run: runIn.cart(),
    context: { news: { what: 'handover', from: 'Adele Vance', permission: 'buy' } },
  },
  ...(['joined', 'joinedAlready', 'left', 'leftLast', 'leftAlready'] as const).map((why) => ({
    name: `note ${why}`,
    run: runIn.creditCheck(),
    context: { note: { why } },
  })),
];
