import type { Draft, View } from '../view.js';
import { escapeMarkdown } from '../words/escape-markdown.js';
import { firstLanguage } from '../words/languages.js';

/** A tenant of the practice cloud; `users` is how many people it has. */
export type Scenario = { name: string; displayName: string; line: Readonly<Record<string, string>>; users: number };

/** The practice tenants, to choose one. */
export function scenariosCard({ t, viewer }: View, list: readonly Scenario[]): Draft {
  return {
    id: 'scenarios',
    title: t('scenarios.title'),
    data: {
      scenarios: list.map(({ name, displayName, line, users }) => ({
        name,
        heading: `${escapeMarkdown(displayName)} · ${t('scenarios.users', { count: users })}`,
        line: escapeMarkdown(line[viewer.language] ?? line[firstLanguage] ?? ''),
        use: t('verbs.useScenario', { name: displayName }),
      })),
    },
  };
}
