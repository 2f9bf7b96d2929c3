import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { people, type Who } from '../../support/people.js';

/** The Playground's own file of people, where Alex Wilber is the one who writes. */
export const peopleFile = fileURLToPath(new URL('../../../.m365agentsplayground.yml', import.meta.url));

/** The tenant the Playground speaks for. */
export function tenantOfThePlayground(): string {
  const [, tenant] = /^tenantId: (\S+)/m.exec(readFileSync(peopleFile, 'utf8')) ?? [];
  if (tenant === undefined) throw new Error(`no tenantId in ${peopleFile}`);
  return tenant;
}

/** The same file with somebody else as the one who writes: a Playground has one person for all its life. */
export function peopleFileFor(who: Who): string {
  const user = (one: Who, id: string) => {
    const { name, aadObjectId } = people[one];
    const [givenName = '', surname = ''] = name.split(' ');
    const address = `${one}@contoso.example`;
    return { id, name, userPrincipleName: address, aadObjectId, givenName, surname, email: address };
  };
  const others = (Object.keys(people) as Who[]).filter((one) => one !== who);
  // JSON is YAML.
  return JSON.stringify({
    version: '0.1.1',
    tenantId: tenantOfThePlayground(),
    bot: { id: '00000000-0000-4000-8000-000000000011', name: 'Upgrade Assistant' },
    currentUser: user(who, 'user-id-0'),
    users: others.map((one, index) => user(one, `user-id-${index + 1}`)),
    personalChat: { id: 'personal-chat-id' },
    groupChat: { id: 'group-chat-id', name: 'Admins' },
    team: {
      id: 'team-id',
      name: 'Upgrade',
      aadGroupId: '00000000-0000-4000-8000-000000000031',
      channels: [{ id: 'channel-general-id', name: 'General' }],
    },
  });
}
