import { catalogue } from '../../../src/upgrade/plans/catalogue.js';
import type { Run } from '../../../src/upgrade/run/run.js';
import { aFailure } from '../../support/runs.js';

/** What people and admins may really be called, at the length Microsoft Entra allows, with Markdown and a mention. */
export const longName = '[Åsa](http://evil) **Öberg** <at>Adele</at> `x` _y_ '.repeat(6).slice(0, 256);

const typedByPeople = new Set([
  ...['displayName', 'name', 'message', 'from'],
  ...['companyName', 'firstName', 'lastName', 'email', 'addressLine1', 'addressLine2', 'city'],
]);

const manyServices = catalogue.services.slice(0, 60).map(({ name }) => name);
const manyFailures = Array.from({ length: 200 }, (_, index) =>
  aFailure({ id: `user-${index}`, name: longName, text: longName.repeat(4) }),
);

/** Parts of a run that grow with the organization. */
const grown: Record<string, (value: unknown) => unknown> = {
  failures: () => manyFailures,
  failuresUnlisted: () => 19_000,
  total: () => 20_000,
  seats: () => 20_000,
  notProvisioned: () => manyServices,
  names: () => manyServices,
  titles: () => Array.from({ length: 30 }, () => longName),
  subscriptions: (value) => repeated(value, 20),
  owned: (value) => repeated(value, 20),
  others: (value) => repeated(value, 20),
  handovers: (value) => repeated(value, 30),
  followers: () => Array.from({ length: 200 }, (_, index) => `follower-${index}`),
};

/** The same run of 20,000 people in an organization where every name is long and nothing is simple. */
export function enlarged(run: Run): Run {
  return enlarge(run) as Run;
}

function enlarge(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(enlarge);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, child]) => {
      if (typedByPeople.has(key) && typeof child === 'string' && child !== '') return [key, longName];
      if (key === 'text' && child !== '') return [key, longName.repeat(4)];
      return [key, (grown[key] ?? ((same) => same))(enlarge(child))];
    }),
  );
}

const repeated = (value: unknown, times: number): unknown =>
  Array.isArray(value) ? Array.from({ length: times }, () => value).flat() : value;
