import { readFileSync } from 'node:fs';
import {
  type BillingRole,
  billingRoles,
  type DirectoryRole,
  directoryRoles,
  type Role,
} from '../../src/upgrade/tenant/roles.js';

/** Who may do what, as SECURITY.md prints it: the tests read it there. */

type Told = { takes: string; directory: readonly DirectoryRole[]; billing: readonly BillingRole[] };

/** The lines of its table, by the action's name: what it takes, and the roles that are given it. */
export const rightsTold: ReadonlyMap<string, Told> = new Map(rowsOf(security()));

export function security(): string {
  return readFileSync(new URL('../../SECURITY.md', import.meta.url), 'utf8');
}

function rowsOf(text: string): [string, Told][] {
  const [, table = ''] = /<!-- rights -->\n(.*)\n<!-- \/rights -->/s.exec(text) ?? [];
  return table
    .split('\n')
    .slice(2)
    .map((row) => {
      const [action = '', takes = '', ...marks] = row
        .split('|')
        .slice(1, -1)
        .map((cell) => cell.trim());
      const directory = directoryRoles.filter((_, at) => marks[at] === 'yes');
      const billing = billingRoles.filter((_, at) => marks[directoryRoles.length + at] === 'yes');
      return [action.replaceAll('`', ''), { takes, directory, billing }];
    });
}

const none: readonly DirectoryRole[] = [];

/**
 * What somebody of the tenant may hold: a directory role or none, and where a billing account tells its roles, one of
 * them or none beside it. Without a directory role the account is not asked.
 */
export const everyHolding: readonly (readonly Role[])[] = [
  none,
  ...directoryRoles.flatMap((role) => [
    [role],
    [role, 'noBillingRole' as const],
    ...billingRoles.map((billing) => [role, billing]),
  ]),
];

/** @throws where the table has no such action */
export function mayByTable(action: string, held: readonly Role[]): boolean {
  const told = rightsTold.get(action);
  if (!told) throw new Error(`SECURITY.md does not tell who may: ${action}`);
  const accountDecides = held.some((role) => !(directoryRoles as readonly Role[]).includes(role));
  const given: readonly Role[] = told.takes === 'buy' && accountDecides ? told.billing : told.directory;
  return held.some((role) => given.includes(role));
}
