import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Locator } from 'playwright-core';

const screenshots = fileURLToPath(new URL('../../../build/screenshots/', import.meta.url));

/** A card as it stands in the chat, and what a person does on it. Everything waits until it can be done. */
export type ShownCard = {
  /** All that can be read on it, titles of buttons too. */
  text(): Promise<string>;
  /** Presses a button; `which` of several with the same title: the tooltip's text, or its place, from 0. */
  press(title: string, which?: string | number): Promise<void>;
  /** Writes into the input with this label, in place of what stood there. */
  fill(label: string | RegExp, value: string): Promise<void>;
  /**
   * Unfolds a part with one button, fills in its input and presses its own button. The Playground draws the chat anew with
   * whatever comes, which folds the part again: then it is begun anew.
   */
  fillFolded(part: { unfold: string; label: RegExp; value: string; press: string }): Promise<void>;
  /** Picks one of several choices. */
  pick(choice: string): Promise<void>;
  /** Chooses from the list with this label. */
  choose(label: string, choice: string): Promise<void>;
  /** Keeps a picture of it as `build/screenshots/<name>.png`. */
  screenshot(name: string): Promise<void>;
};

/** How long one try waits for each thing it does, in milliseconds, and how many there are. */
const timeout = 2_500;
const triesAtMost = 8;

export function shownCard(card: Locator): ShownCard {
  return {
    text: async () => (await card.allInnerTexts()).join('\n'),
    async press(title, which) {
      const buttons = card.getByRole('button', { name: title, exact: true });
      if (which === undefined) await buttons.click();
      else if (typeof which === 'number') await buttons.nth(which).click();
      else await buttons.and(card.getByTitle(which, { exact: true })).click();
    },
    // Inputs of parts that are folded away have the same labels.
    fill: (label, value) => card.getByLabel(label).filter({ visible: true }).fill(value),
    async fillFolded({ unfold, label, value, press }) {
      const input = card.getByLabel(label).filter({ visible: true });
      const button = (name: string) => card.getByRole('button', { name, exact: true });
      for (let tries = 1; ; tries += 1) {
        try {
          if ((await input.count()) === 0) await button(unfold).click({ timeout });
          await input.fill(value, { timeout });
          await button(press).click({ timeout });
          return;
        } catch (error) {
          if (tries === triesAtMost) throw error;
        }
      }
    },
    pick: (choice) => card.getByRole('radio', { name: choice, exact: true }).check(),
    async choose(label, choice) {
      await card.getByRole('combobox', { name: label }).filter({ visible: true }).click();
      await card.page().getByRole('option', { name: choice, exact: true }).click();
    },
    async screenshot(name) {
      mkdirSync(screenshots, { recursive: true });
      // Off the card, so that no button looks hovered over.
      await card.page().mouse.move(0, 0);
      await card.screenshot({ path: join(screenshots, `${name}.png`), animations: 'disabled' });
    },
  };
}
