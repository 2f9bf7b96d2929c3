import { guidFrom } from '../random.js';
import type { AdminEntry } from '../scenario.js';
import { aliasOf, namesFor } from './people.js';
import type { Licence, Tenant, User } from './state.js';

/** The people of a tenant, before they hold anything. */

function addUser(tenant: Tenant, user: NewUser): void {
  const made: User = {
    isGuest: false,
    department: null,
    ...user,
    ordinal: tenant.users.length,
    accountEnabled: true,
    licences: [],
    indexed: [],
  };
  tenant.users.push(made);
  tenant.userById.set(made.id, made);
  if (made.userPrincipalName !== null) tenant.userByName.set(made.userPrincipalName.toLowerCase(), made);
}

type NewUser = Omit<User, 'ordinal' | 'accountEnabled' | 'licences' | 'indexed' | 'isGuest' | 'department'> & {
  isGuest?: boolean;
  department?: string | null;
};

export function domainOf({ scenario }: Tenant): string {
  return `${aliasOf(scenario.displayName) || 'tenant'}.example`;
}

export function addPeople(tenant: Tenant): void {
  const { scenario } = tenant;
  const { unnamed, guests } = scenario.untidy;
  const departments = Object.entries(scenario.departments).flatMap(([name, count]) => Array<string>(count).fill(name));
  const others = scenario.sources.reduce((sum, { users }) => sum + users, 0);
  namesFor(scenario.users + others).forEach(({ givenName, surname, alias }, index) => {
    const isUnnamed = index < unnamed;
    const isGuest = !isUnnamed && index < unnamed + guests;
    addUser(tenant, {
      id: guidFrom(`${tenant.id}|${scenario.seed}|user|${index}`),
      displayName: isUnnamed ? null : `${givenName} ${surname}`,
      givenName: isUnnamed ? null : givenName,
      surname: isUnnamed ? null : surname,
      userPrincipalName: isUnnamed && index % 2 === 1 ? null : signInName(tenant, alias, isGuest),
      isAdmin: false,
      isGuest,
      usageLocation: scenario.country,
      department: departments[index] ?? null,
    });
  });
}

function signInName(tenant: Tenant, alias: string, isGuest: boolean): string {
  return isGuest ? `${alias}_partner.example#EXT#@${domainOf(tenant)}` : `${alias}@${domainOf(tenant)}`;
}

/** Adds the admins that the tenant does not have yet; they hold no licence. */
export function addAdmins(tenant: Tenant, admins: readonly AdminEntry[]): void {
  tenant.admins = admins.map((admin) => ({ ...admin, id: admin.id ?? guidFrom(`${tenant.id}|admin|${admin.name}`) }));
  for (const { id, name } of tenant.admins) {
    if (id === undefined || tenant.userById.has(id)) continue;
    const [first = name, ...rest] = name.split(' ');
    addUser(tenant, {
      id,
      displayName: name,
      givenName: first,
      surname: rest.join(' '),
      userPrincipalName: `${aliasOf(name) || 'admin'}.admin${tenant.users.length}@${domainOf(tenant)}`,
      isAdmin: true,
      usageLocation: tenant.scenario.country,
    });
  }
}

/** People of a time before: they held the plan, and lists show them still. */
export function addDeletedPeople({ id, scenario, deleted, users }: Tenant, licence: Licence): void {
  for (let n = 0; n < scenario.untidy.softDeleted; n += 1) {
    const user: User = {
      ordinal: 1_000_000 + users.length + n,
      id: guidFrom(`${id}|${scenario.seed}|deleted|${n}`),
      displayName: `Former Person ${n + 1}`,
      givenName: 'Former',
      surname: `Person ${n + 1}`,
      userPrincipalName: `former.person${n + 1}@former.example`,
      isAdmin: false,
      isGuest: false,
      department: null,
      accountEnabled: false,
      usageLocation: scenario.country,
      licences: [licence],
      indexed: [],
    };
    deleted.push({ user, listedUntil: Number.POSITIVE_INFINITY });
  }
}
