import { displayName, sourceSku } from '../../../upgrade/plans/plans.js';
import type { Draft, View } from '../view.js';
import type { Texts } from '../words/texts.js';

const commands = [
  'check',
  'status',
  'history',
  'report',
  'follow',
  'unfollow',
  'stop',
  'language',
  'forgetMe',
  'help',
] as const;

/**
 * What can be said at any time.
 * @param plan the name of the plan that is left; Office 365 E4 unless another was found
 */
export function helpCard(view: View, { tree }: Texts, plan = displayName(sourceSku)): Draft {
  const { t, viewer } = view;
  const word = (verb: string): string => tree.say[verb] ?? tree.words[verb]?.[0] ?? verb;
  return {
    id: 'help',
    title: t('help.title'),
    data: {
      intro: t('help.intro', { plan }),
      facts: [
        ...commands.map((verb) => ({ title: word(verb), value: t(`help.${verb}`) })),
        ...(viewer.sandbox ? [{ title: word('scenarios'), value: t('help.practice') }] : []),
      ],
    },
  };
}
