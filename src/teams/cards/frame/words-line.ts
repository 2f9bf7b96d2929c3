import { usualPermissions } from '../../../upgrade/run/decide.js';
import type { Permission } from '../../../upgrade/tenant/roles.js';
import type { Element, View } from '../view.js';
import type { Texts } from '../words/texts.js';
import { quiet } from './elements.js';
import type { Button } from './finish-actions.js';

/** Words that are no verb of their own, and what they need. */
const permissionForWord: Record<string, Permission | undefined> = {
  ...usualPermissions,
  quantity: usualPermissions.updateCart,
  monthly: usualPermissions.updateCart,
  annual: usualPermissions.updateCart,
  oneMonth: usualPermissions.updateCart,
  oneYear: usualPermissions.updateCart,
  card: usualPermissions.changePayment,
  invoice: usualPermissions.changePayment,
  pilot: usualPermissions.reassign,
  tabMessage: usualPermissions.reportTab,
};

/**
 * Which words do what the buttons do, for those who write instead of pressing.
 * @param verbs what is told, in this order
 * @param examples what is written for a verb on this card, where its word alone does nothing
 */
export function wordsLine(
  buttons: readonly Button[],
  verbs: readonly string[],
  examples: Readonly<Record<string, string>>,
  view: View,
  texts: Texts,
): Element[] {
  const say: Readonly<Record<string, string>> = { ...texts.tree.say, ...examples };
  const allowed = verbs.filter((verb) => {
    // Its word does nothing alone: "quantity 30" and "annual" are what a person writes.
    if (verb === 'updateCart') return false;
    const needed = permissionForWord[verb];
    return needed === undefined || view.may[needed];
  });
  const words = [...new Set(allowed)]
    .map((verb) => say[verb] ?? wordOnButton(verb, buttons, texts.tree.words[verb] ?? []))
    .filter((word) => word !== undefined);
  if (words.length === 0) return [];
  // A comma in what is written must not be taken for the end of it.
  const told = words.map((one) => (one.includes(',') ? view.t('common.quoted', { text: one }) : one));
  return [{ ...quiet(view.t('common.youCanWrite', { words: told.join(' · ') })), separator: true }];
}

/** Most of what stands on a verb's button that is a word for it; else its usual word. */
function wordOnButton(verb: string, buttons: readonly Button[], words: readonly string[]): string | undefined {
  const titles = buttons.filter((one) => one.verb === verb).map(({ title }) => title.toLowerCase());
  const standing = words.filter((word) => titles.some((title) => title.includes(word.toLowerCase())));
  const [longest] = standing.sort((one, other) => other.length - one.length);
  return longest ?? words[0];
}
