import type { Statement } from '../../../src/teams/cards/answers/statement.js';
import type { AskedColleague } from '../../../src/teams/cards/run-context.js';
import type { Role } from '../../../src/upgrade/tenant/roles.js';
import { at, now, runIn } from '../../support/runs.js';
import type { CardState, OtherCardState } from './state.js';

/** Cards that are not about a run: messages, refusals, help, answers. */

const plain = [
  ...(['unknownAction', 'foreignRun', 'noRun', 'notKept', 'tooManyTurns', 'busy', 'stillLooking'] as const),
  ...(['unreachable', 'rolesUnknown', 'noAnswer', 'languageChanged', 'languageUnknown'] as const),
  ...(['tenantNotAllowed', 'identityMissing', 'notPersonal', 'badInput', 'scenarioUnknown', 'consentGiven'] as const),
  ...(['offerUnknown', 'fileDeclined', 'fileBeingSaved', 'fileSavedBefore', 'fileNotSaved', 'uploadRefused'] as const),
  'noSuchNumber' as const,
];

const texts: Record<string, Statement> = {
  ...Object.fromEntries(plain.map((text): [string, Statement] => [text, { text }])),
  'denied something unknown': { text: 'denied', tenantId: 't', needs: undefined },
  denied: { text: 'denied', tenantId: 't', needs: 'User.Read.All' },
  twoTenants: { text: 'twoTenants' },
  scenarioChosen: { text: 'scenarioChosen', displayName: 'Contoso' },
  clockMoved: { text: 'clockMoved', now },
  failed: { text: 'failed', id: 'e-17' },
};

export const known = {
  question: 'About E5',
  answer: 'Something that nobody has written down.',
  link: 'https://learn.microsoft.com/x',
};

const admins: { name: string; role: Role }[] = [
  { name: 'Megan Bowen', role: 'billingAdministrator' },
  { name: 'Adele Vance', role: 'billingAdministrator' },
  { name: 'Alex Wilber', role: 'globalAdministrator' },
];
const asked: AskedColleague[] = [
  { id: 'megan', name: 'Megan Bowen', at, justNow: true },
  { id: 'adele', name: 'Adele Vance', at, justNow: false },
];

const contoso = {
  name: 'contoso',
  displayName: 'Contoso',
  line: { en: 'Everything works', sv: 'Allt fungerar' },
  users: 25,
};

export const messages: CardState[] = [
  ...Object.entries(texts).map(
    ([name, message]): OtherCardState => ({
      name: `message ${name}`,
      draw: (cards, viewer) => cards.statement(viewer, message),
    }),
  ),
  ...(['see', 'buy', 'assign', 'steer'] as const).map(
    (permission): OtherCardState => ({
      name: `refused ${permission}`,
      draw: (cards, viewer) =>
        cards.refused(viewer, {
          permission,
          people: [{ id: '00000000-0000-4000-8000-000000000002', name: 'Megan Bowen', role: 'billingAdministrator' }],
        }),
    }),
  ),
  {
    name: 'refused, nobody named',
    draw: (cards, viewer) => cards.refused(viewer, { permission: 'see', people: undefined }),
  },
  {
    name: 'refused, nobody has the role',
    draw: (cards, viewer) => cards.refused(viewer, { permission: 'assign', people: [] }),
  },
  {
    name: 'refused, some asked and some to tell',
    draw: (cards, viewer) =>
      cards.refused(viewer, { permission: 'buy', people: admins, asked, toTell: ['Alex Wilber'] }),
  },
  {
    name: 'refused, several to tell',
    draw: (cards, viewer) =>
      cards.refused(viewer, { permission: 'steer', people: admins, toTell: admins.map(({ name }) => name) }),
  },
  { name: 'welcome', draw: (cards, viewer) => cards.welcome(viewer, {}) },
  {
    name: 'welcome back',
    draw: (cards, viewer) => cards.welcome(viewer, { organization: 'Contoso', open: runIn.cart() }),
  },
  { name: 'help', draw: (cards, viewer) => cards.help(viewer) },
  { name: 'scenarios', draw: (cards, viewer) => cards.scenarios(viewer, [contoso]) },
  {
    name: 'answers to two questions',
    draw: (cards, viewer) => cards.answer(viewer, [{ known }, { known: { ...known, question: 'About E3' } }]),
  },
  {
    name: 'answer with another beside it',
    draw: (cards, viewer) => cards.answer(viewer, [{ known, other: { question: 'About E3' } }]),
  },
  { name: 'answer', draw: (cards, viewer) => cards.answer(viewer, [{ known }]) },
  {
    name: 'two answers',
    draw: (cards, viewer) => cards.choice(viewer, [known, { ...known, question: 'About E3' }]),
  },
];
