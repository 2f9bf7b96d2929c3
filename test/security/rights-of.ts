import { readFileSync } from 'node:fs';
import { type DirectoryRole, directoryRoles } from '../../src/upgrade/tenant/roles.js';

/** Who may do what, as SECURITY.md prints it: the tests read it there. */

/** The roles that its table gives each action to, by the action's name. */
export const rightsTold: ReadonlyMap<string, readonly DirectoryRole[]> = new Map(rowsOf(security()));

export function security(): string {
  return readFileSync(new URL('../../SECURITY.md', import.meta.url), 'utf8');
}

function rowsOf(text: string): [string, DirectoryRole[]][] {
  const [, table = ''] = /<!-- rights -->\n(.*)\n<!-- \/rights -->/s.exec(text) ?? [];
  return table
    .split('\n')
    .slice(2)
    .map((row) => {
      const [action = '', , ...marks] = row
        .split('|')
        .slice(1, -1)
        .map((cell) => cell.trim());
      return [action.replaceAll('`', ''), directoryRoles.filter((_, at) => marks[at] === 'yes')];
    });
}

/** @throws where the table has no such action */
export function mayByTable(action: string, role: DirectoryRole | undefined): boolean {
  const told = rightsTold.get(action);
  if (!told) throw new Error(`SECURITY.md does not tell who may: ${action}`);
  return role !== undefined && told.includes(role);
}
