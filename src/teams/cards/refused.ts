import { type Permission, type Role, rolesThatMay } from '../../upgrade/people.js';
import { escapeMarkdown } from './escape-markdown.js';
import type { Draft, View } from './view.js';

/** Named at most, so that a tenant with hundreds of admins still gives a card. */
const most = 10;

/** Which role is needed, and who has it. Says nothing of the tenant's subscriptions. */
export function refused(
  view: View,
  about: { permission: Permission; people: readonly { name: string; role: Role }[] },
): Draft {
  const { t } = view;
  return {
    id: 'refused',
    title: t('refused.title'),
    data: {
      text: t(`refused.text.${about.permission}`),
      roles: rolesThatMay(about.permission).map((role) => t(`roles.${role}`)),
      people: about.people
        .slice(0, most)
        .map(({ name, role }) => ({ title: escapeMarkdown(name), value: t(`roles.${role}`) })),
      nobodyNamed: about.people.length === 0,
    },
    alsoSay: ['help'],
  };
}
