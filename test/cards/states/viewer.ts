import type { Viewer } from '../../../src/teams/cards/viewer.js';

/** Who looks at the cards, unless told otherwise: may do everything, on a practice tenant. */
export const alex: Viewer = {
  name: 'Alex Wilber',
  language: 'en',
  roles: ['globalAdministrator'],
  timeZone: 'Europe/Stockholm',
  sandbox: true,
};
