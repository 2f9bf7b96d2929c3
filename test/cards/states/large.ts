import { aRun } from '../../support/runs.js';
import { enlarged, longName } from './enlarged.js';
import { everyState } from './every-state.js';
import type { CardState, OtherCardState } from './state.js';

/** Every state again, in an organization of 20,000 people: too much to look at, and what must still fit on a card. */

const many = <T>(make: (index: number) => T): T[] => Array.from({ length: 200 }, (_, index) => make(index));
const colleagues = many((index) => ({ name: longName, role: 'billingAdministrator' as const, id: `person-${index}` }));
const finished = many((index) => enlarged(aRun({ id: `run-${index}`, plan: 'SPE_E5_NOPSTNCONF' })));

const others: OtherCardState[] = [
  {
    name: 'refused, 200 people named',
    draw: (cards, viewer) => cards.refused(viewer, { permission: 'buy', people: colleagues }),
  },
  { name: 'history of 200 upgrades', draw: (cards, viewer) => cards.history(viewer, finished) },
  {
    name: 'welcome with a long name',
    draw: (cards, viewer) =>
      cards.welcome({ ...viewer, name: longName }, { organization: longName, open: enlarged(aRun()) }),
  },
];

export const largeStates: CardState[] = [
  ...everyState.flatMap((state) =>
    'run' in state ? [{ ...state, name: `large: ${state.name}`, run: enlarged(state.run) }] : [],
  ),
  ...others,
];
