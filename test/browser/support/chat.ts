import type { Browser } from 'playwright-core';
import { type ShownCard, shownCard } from './shown-card.js';

/** Ends what hangs: how fast a machine is says nothing of whether a conversation is right. */
const waitMs = 40_000;

/**
 * Resolves when the page has been still for as long as a person needs to look at it, or after 3 seconds. The answer to
 * a press is followed by an update of the message, which draws the card anew.
 */
const stillness = `new Promise((resolve) => {
  let quiet;
  const observer = new MutationObserver(wait);
  function done() { observer.disconnect(); resolve(); }
  function wait() { clearTimeout(quiet); quiet = setTimeout(done, 400); }
  observer.observe(document.body, { subtree: true, childList: true, characterData: true });
  setTimeout(done, 3000);
  wait();
})`;

/** The personal chat with the bot in the Playground's page. */
export type Chat = {
  say(text: string): Promise<void>;
  /** The newest card of this kind once it is there and says this. @throws with what the chat shows when it does not come */
  card(id: string, saying?: string | RegExp, withinMs?: number): Promise<ShownCard>;
  /** How many messages the bot has sent; a card that is updated in place is no new one. */
  messages(): Promise<number>;
  close(): Promise<void>;
};

/** @param url the Playground's page */
export async function openChat(browser: Browser, url: string): Promise<Chat> {
  // Tall enough for the longest card, and sharp enough for a picture in the README.
  const page = await browser.newPage({ viewport: { width: 1280, height: 2600 }, deviceScaleFactor: 1.5 });
  page.setDefaultTimeout(waitMs);
  await page.goto(url, { waitUntil: 'domcontentloaded' });
  const box = page.locator('[role="textbox"][contenteditable="true"]');
  const cards = page.locator('.ac-preview-panel > .ac-adaptiveCard');
  await box.waitFor();
  return {
    async say(text) {
      await box.click();
      await page.keyboard.insertText(text);
      await page.keyboard.press('Enter');
    },
    async card(id, saying, withinMs = waitMs) {
      const ofThisKind = cards.filter({ has: page.locator(`[id="${id}"]`) });
      const card = (saying === undefined ? ofThisKind : ofThisKind.filter({ hasText: saying })).last();
      try {
        await card.waitFor({ timeout: withinMs });
        await page.evaluate(stillness);
      } catch (error) {
        const shown = (await cards.allInnerTexts()).join('\n---\n');
        throw new Error(`no card ${id}${saying ? ` saying ${saying}` : ''}; the chat shows:\n${shown}`, {
          cause: error,
        });
      }
      return shownCard(card);
    },
    messages: () => cards.count(),
    close: () => page.close(),
  };
}
