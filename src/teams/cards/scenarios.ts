import { escapeMarkdown } from './escape-markdown.js';
import type { Scenario } from './types.js';
import type { Draft, View } from './view.js';

/** The practice tenants, to choose one. */
export function scenarios({ t, viewer }: View, list: readonly Scenario[]): Draft {
  return {
    id: 'scenarios',
    title: t('scenarios.title'),
    data: {
      scenarios: list.map(({ name, displayName, line, users }) => ({
        name,
        heading: `${escapeMarkdown(displayName)} · ${t('scenarios.users', { count: users })}`,
        line: escapeMarkdown(line[viewer.language]),
        use: t('verbs.useScenario', { name: displayName }),
      })),
    },
  };
}
