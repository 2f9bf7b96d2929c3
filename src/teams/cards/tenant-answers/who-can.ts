import { type Permission, rolesThatMay } from '../../../upgrade/tenant/roles.js';
import type { View } from '../view.js';
import { escapeMarkdown } from '../words/escape-markdown.js';
import type { NamedColleague, TenantAnswer, TenantText } from './tenant-answer.js';

/** Who in the tenant may buy and cancel, and who may assign licences, by name. */
export function whoCan(view: View, { buy, assign }: Extract<TenantAnswer, { is: 'whoCan' }>): TenantText {
  const { t } = view;
  return {
    lines: buy.length + assign.length > 0 ? [t('live.whoCan.line')] : [t('live.whoCan.asSeen')],
    facts: [
      { title: t('live.whoCan.buy'), value: named(view, 'buy', buy) },
      { title: t('live.whoCan.assign'), value: named(view, 'assign', assign) },
    ],
  };
}

function named({ t, format }: View, permission: Permission, people: readonly NamedColleague[]): string {
  if (people.length === 0) {
    const roles = rolesThatMay(permission).map((role) => t(`roles.${role}`));
    return t('live.whoCan.nobodySeen', { roles: format.either(roles) });
  }
  return format.list(people.map(({ name, role }) => `${escapeMarkdown(name)} (${t(`roles.${role}`)})`));
}
