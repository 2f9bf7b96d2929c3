import type { ApiResponse } from '../http/message.js';
import { namedScenarios } from '../scenarios.js';
import type { ControlRoute } from './call.js';
import { moveClock, tellTime } from './clock.js';
import { badFaults, clearFaults, listFaults, setFaults } from './faults.js';
import {
  badScenario,
  changeTenant,
  missingTenant,
  putTenant,
  tellAccount,
  tellCommerce,
  tellTenant,
  withTenant,
} from './tenants.js';

const one = '/tenants/:tenant';

/** What a tester may ask of the sandbox itself. */
export const controlRoutes: readonly ControlRoute[] = [
  { method: 'GET', path: '/scenarios', run: listScenarios },
  { method: 'GET', path: '/clock', run: tellTime },
  { method: 'POST', path: '/clock', run: moveClock },
  { method: 'GET', path: '/faults', run: listFaults },
  { method: 'PUT', path: '/faults', run: setFaults, refuse: badFaults },
  { method: 'DELETE', path: '/faults', run: clearFaults },
  { method: 'GET', path: one, run: withTenant(tellTenant) },
  { method: 'PUT', path: one, run: putTenant, refuse: badScenario },
  { method: 'PATCH', path: one, run: withTenant(changeTenant), refuse: missingTenant },
  { method: 'GET', path: `${one}/commerce`, run: withTenant(tellCommerce) },
  { method: 'GET', path: `${one}/account`, run: withTenant(tellAccount) },
];

function listScenarios(): ApiResponse {
  const scenarios = Object.entries(namedScenarios).map(([name, { line, scenario }]) => ({
    name,
    line,
    displayName: scenario.displayName,
    users: scenario.users,
  }));
  return { status: 200, body: { scenarios } };
}
