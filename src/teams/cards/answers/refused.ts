import { displayName, sourceSku } from '../../../upgrade/plans/plans.js';
import { links } from '../../../upgrade/tenant/admin-center-links.js';
import type { Permission, Role } from '../../../upgrade/tenant/roles.js';
import { accountDecides, rolesThatMay } from '../../../upgrade/tenant/roles.js';
import { askedSentences, namesOf, roleNeeded } from '../lines/colleagues.js';
import type { AskedColleague } from '../run-context.js';
import type { Draft, View } from '../view.js';
import { escapeMarkdown } from '../words/escape-markdown.js';

/** Who has the role that somebody lacked, and who was asked. */
export type Refused = {
  permission: Permission;
  /** undefined: not known, or not the viewer's to know. */
  people: readonly { id?: string; name: string; role: Role }[] | undefined;
  /** Roles that the viewer may activate, and that would do. */
  eligible?: readonly Role[] | undefined;
  asked?: readonly AskedColleague[] | undefined;
  /** Names of those who can't be asked, as they don't use the bot. */
  toTell?: readonly string[] | undefined;
};

/** Named at most, so that a tenant with hundreds of admins still gives a card. */
const most = 10;

/** Which role is needed, who has it, and who was asked. Says nothing of the tenant's subscriptions. */
export function refusedCard(
  view: View,
  { permission, people, eligible = [], asked = [], toTell = [] }: Refused,
): Draft {
  const { t } = view;
  const role = roleNeeded(view, permission);
  const nobodyHas = people?.length === 0;
  const { roles } = view.viewer;
  const onAccount = permission === 'buy' && accountDecides(roles);
  return {
    id: 'refused',
    title: t('refused.title'),
    data: {
      text: t(onAccount ? 'refused.text.buyOnAccount' : `refused.text.${permission}`),
      roles: rolesThatMay(permission, roles).map((one) => t(`roles.${one}`)),
      people: (people ?? []).slice(0, most).map(({ id = '', name, role: held }) => ({
        id,
        isKnown: id !== '',
        plain: name,
        name: escapeMarkdown(name),
        role: t(`roles.${held}`),
      })),
      lines: [
        ...(eligible.length === 0
          ? []
          : [
              t('refused.activate', {
                roles: namesOf(
                  view,
                  eligible.map((one) => t(`roles.${one}`)),
                ),
              }),
            ]),
        ...(people === undefined ? [t('refused.nobody')] : []),
        ...(nobodyHas ? [t('refused.nobodyHas')] : []),
        ...(onAccount ? [t('refused.giveOnAccount')] : nobodyHas ? [t('refused.give')] : []),
        ...askedSentences(view, asked),
        ...(toTell.length === 0
          ? []
          : [
              t('refused.tell', { count: toTell.length, names: namesOf(view, toTell) }),
              t('refused.tellThem', { plan: displayName(sourceSku), role }),
            ]),
      ],
      assign: pageFor(view, { nobodyHas, onAccount, mayActivate: eligible.length > 0 }),
    },
    alsoSay: ['help'],
  };
}

type Situation = { nobodyHas: boolean; onAccount: boolean; mayActivate: boolean };

/** The page where the role is activated, or given. */
function pageFor({ t }: View, { nobodyHas, onAccount, mayActivate }: Situation) {
  const id = mayActivate ? 'myRoles' : onAccount ? 'billingAccounts' : nobodyHas ? 'roleAssignments' : undefined;
  return id ? [{ title: t(`links.${id}`), url: links[id] }] : [];
}
