import { displayName, sourceSku } from '../../../upgrade/plans/plans.js';
import type { Run } from '../../../upgrade/run/run.js';
import { stepLine } from '../lines/step-line.js';
import type { Draft, View } from '../view.js';
import { escapeMarkdown } from '../words/escape-markdown.js';

/**
 * What this is, and who the person is here.
 * @param plan the name of the plan that is left; Office 365 E4 unless another was found
 */
export function welcomeCard(view: View, open: Run | undefined, plan = displayName(sourceSku)): Draft {
  const { t, format, viewer, may } = view;
  const rights = [
    ...(may.see ? [t('welcome.look')] : []),
    ...(may.buy ? [t('welcome.buy')] : []),
    ...(may.assign ? [t('welcome.assign')] : []),
  ];
  const roles = viewer.roles.map((role) => t(`roles.${role}`));
  return {
    id: 'welcome',
    title: t('welcome.title', { plan }),
    data: {
      intro: t('welcome.intro', { plan }),
      facts: [
        // An installation tells no name.
        ...(viewer.name === '' ? [] : [{ title: t('welcome.you'), value: escapeMarkdown(viewer.name) }]),
        { title: t('welcome.roles'), value: roles.length > 0 ? format.list(roles) : t('welcome.noRoles') },
        { title: t('welcome.mayDo'), value: rights.length > 0 ? format.list(rights) : t('welcome.nothing') },
      ],
      open: open === undefined ? [] : [t('welcome.open', { step: stepLine(view, open) })],
      hasOpen: open !== undefined,
      practice: viewer.sandbox && may.steer,
    },
    alsoSay: ['language'],
  };
}
