import { serviceById } from './plans.js';

/** The services that people depend on: a plan is ready for them when those it contains are set up. */
const core: Readonly<Record<'mail' | 'files' | 'teams' | 'officeApps', readonly string[]>> = {
  mail: ['EXCHANGE_S_DESKLESS', 'EXCHANGE_S_STANDARD', 'EXCHANGE_S_ENTERPRISE'],
  files: ['SHAREPOINTDESKLESS', 'SHAREPOINTSTANDARD', 'SHAREPOINTENTERPRISE'],
  teams: ['TEAMS1'],
  officeApps: ['OFFICE_BUSINESS', 'OFFICESUBSCRIPTION'],
};
const names: ReadonlySet<string> = new Set(Object.values(core).flat());

/** Whether people depend on the service, by its id, or by its name where the catalogue lacks the id. */
export function isCore({ id, name }: { id: string; name: string }): boolean {
  return names.has(serviceById(id)?.name ?? name);
}
