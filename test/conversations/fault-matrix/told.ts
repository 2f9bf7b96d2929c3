import type { TeamsPerson } from '../../support/teams-client.js';
import { newestOf } from './admin.js';

/** What somebody hears of an upgrade while something goes wrong. */

export type Upgrade = {
  way: string;
  tenant: string;
  alex: TeamsPerson;
  done: Set<string>;
  /** How often the admin has done something since it went wrong. */
  acts: number;
  /** Hours of the tenant's time since it went wrong at which a message came. */
  heardAt: number[];
  cardsSeen: number;
  /** Which card was the newest last, and the hour at which it became that, or somebody last did something on it. */
  shown: { id: string | undefined; since: number };
  /** The hour at which something first went wrong; undefined while nothing did. */
  struckAt?: number;
};

/** What somebody is told who asks for what Microsoft does not answer. */
const notAnswered =
  /Microsoft didn't answer|Microsoft is slow to answer|I couldn't read your roles|The assistant lacks a permission|You need an admin role/;

/** Cards on which it is a person's turn, and that say nothing which Microsoft would have to tell just now. */
const personsTurn = ['completed', 'needs-attention', 'welcome', 'manual-buy', 'cart', 'checkout', 'manual-reassign'];

/** Whether it is a person's turn, who was told so: whatever they do now is answered. */
function isPersonsTurn(alex: TeamsPerson): boolean {
  const { id = '', text } = newestOf(alex);
  if (id === 'admin-task') return /still waiting for an answer/.test(text);
  return personsTurn.includes(id) || notAnswered.test(text);
}

/** Whether no message came for more than a day, and an hour, which is how often it is looked here. */
export function isSilent({ alex, heardAt }: Upgrade, until: number): boolean {
  const hours = Math.max(...[...heardAt, until].map((at, nth, all) => at - (all[nth - 1] ?? 0)));
  return hours > 25 && !isPersonsTurn(alex);
}

/** What a card says of who does not answer, and of what Microsoft has under way. */
const saidOfWaiting = new RegExp(
  [
    "Nothing is lost\\. I'll (keep asking|ask again)",
    "I'll keep (asking|checking)",
    "I'm checking whether it arrived",
    'Microsoft has the order',
    'still waiting',
    '(running|under way|reviewing the order|set up|open) since',
  ].join('|'),
);

/** Whether the newest card says how things stand: done, what is needed, what is waited for, or what does not answer. */
export function saysTheTruth({ alex }: Upgrade): boolean {
  return isPersonsTurn(alex) || saidOfWaiting.test(newestOf(alex).text);
}

/** Hours within which it is said what is in the way: a read is sent several times before, and a change waited for. */
const soon = 0.4;

/** Whether what the card shows began a few minutes ago, or nothing was in the way before. */
export function hasJustBegun({ alex, shown, struckAt }: Upgrade, now: number): boolean {
  return newestOf(alex).id !== shown.id || now - Math.max(shown.since, struckAt ?? now) < soon;
}

export function shownBy({ alex }: Upgrade): string {
  const { id, text } = newestOf(alex);
  return `${id}: ${text.slice(0, 500)}`;
}
