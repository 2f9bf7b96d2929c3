import type { Element } from '../view.js';
import type { CardId } from './card-ids.js';
import { paragraph, quiet } from './elements.js';
import type { Status } from './status.js';

/**
 * What a card begins with: its title, whose tenant it is, how things stand as a badge, and an icon for what it is about. What an
 * older client does not draw is left out, or stands there as text.
 * @see https://learn.microsoft.com/microsoftteams/platform/task-modules-and-cards/cards/cards-format
 * (Badge, Icon, `targetWidth`; read 2026-11-29)
 */

/** What a card is about, by names of Fluent's icons. One that says a single thing, or is folded, has none. */
const icons: Record<CardId, string | undefined> = {
  welcome: 'Rocket',
  help: 'QuestionCircle',
  scenarios: 'Building',
  history: 'History',
  report: 'Document',
  notice: undefined,
  answer: 'Chat',
  refused: 'LockClosed',
  'no-source': 'Search',
  which: 'QuestionCircle',
  'upgrade-available': 'CheckmarkCircle',
  'upgrade-blocked': 'Warning',
  'what-does-the-tab-show': 'QuestionCircle',
  'not-direct': 'People',
  plans: 'Table',
  'before-you-begin': 'Info',
  cart: 'Cart',
  checkout: 'Payment',
  scheduled: 'Calendar',
  'credit-check': 'Clock',
  progress: 'ArrowSync',
  'manual-buy': 'Cart',
  'manual-verify': 'Search',
  'manual-reassign': 'People',
  'manual-cancel': 'CalendarCancel',
  'admin-task': 'Open',
  'needs-attention': 'Warning',
  completed: 'CheckmarkCircle',
  stopped: 'RecordStop',
  settled: undefined,
};

/** Colours that a text may have for clients without badges; green and yellow are too faint on white in some. */
const colors: Partial<Record<Status['look'], string>> = { attention: 'Attention', accent: 'Accent' };

const looks: Record<Status['look'], string> = {
  good: 'Good',
  warning: 'Warning',
  attention: 'Attention',
  accent: 'Accent',
  informative: 'Informative',
  subtle: 'Subtle',
};

/**
 * What stands under the title, which stays the card's first element and bears its id.
 * @param context whose tenant it is; '' where that is not told
 */
export function underTitle(id: CardId, context: string, status: Status | undefined): Element[] {
  const lines = [...(context === '' ? [] : [quiet(context)]), ...(status === undefined ? [] : [badge(status)])];
  if (lines.length === 0) return [];
  const icon = icons[id];
  // At the end, so that nothing is indented where it is left out.
  const aside = icon === undefined ? [] : [{ targetWidth: 'atLeast:narrow', ...column('auto', [drawn(icon)]) }];
  return [{ type: 'ColumnSet', spacing: 'None', columns: [column('stretch', lines), ...aside] }];
}

const column = (width: 'auto' | 'stretch', items: readonly Element[]): Element => ({
  type: 'Column',
  width,
  spacing: 'Small',
  items,
});

const drawn = (name: string): Element => ({ type: 'Icon', name, size: 'Medium', style: 'Filled', fallback: 'drop' });

const badge = ({ text, look, icon }: Status): Element => ({
  type: 'Badge',
  text,
  icon,
  style: looks[look],
  appearance: 'Tint',
  spacing: 'Small',
  fallback: paragraph(text, { size: 'Small', weight: 'Bolder', ...(colors[look] ? { color: colors[look] } : {}) }),
});
