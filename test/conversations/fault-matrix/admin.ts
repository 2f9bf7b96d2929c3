import type { Story } from '../../crash/stories.js';
import type { SeenCard, TeamsPerson } from '../../support/teams-client.js';

/** Somebody who makes an upgrade by doing what the newest card says. */
export type Admin = {
  alex: TeamsPerson;
  story: Story;
  scene: { cloud: string; tenant: string };
  /** What was acknowledged to them. */
  done: Set<string>;
  /** Whether they try again what failed. */
  mayRetry: boolean;
  /** The move that they do not make yet. */
  before?: string | undefined;
};

/** The moves that try again what failed. */
const again: readonly string[] = ['retry', 'retryFailed'];

/** The card that they go by: one further up may be told that it is over after a new one came. */
export function newestOf({ cards, card }: TeamsPerson): SeenCard {
  return cards.findLast(({ id }) => id !== 'settled') ?? card;
}

/** Resolves with whether there was something to do. */
export async function makesMove({ alex, story, scene, done, mayRetry, before }: Admin): Promise<boolean> {
  const card = newestOf(alex);
  const next = story.moves[card.id ?? '']?.(alex, card, done, scene);
  const move = next && !mayRetry && again.includes(next.name) ? undefined : next;
  // What Microsoft does not tell just now is asked for again.
  if (!move && ['notice', 'refused'].includes(card.id ?? '')) await alex.say('status');
  else if (!move || move.name === before) return false;
  else if (!card.verbs.includes(move.name) && move.name !== 'begin') return false;
  else if ((await move.make()).status < 300) done.add(move.name);
  return true;
}
