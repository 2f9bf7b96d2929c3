import { afterAll, afterEach, beforeEach, describe } from '@jest/globals';
import type { Browser, Page } from 'playwright-core';
import type { Who } from '../../support/people.js';
import { type SandboxControl, sandboxControl } from '../../support/sandbox-control.js';
import { anotherPlayground } from './another-playground.js';
import { type Chat, openChat } from './chat.js';
import { openChromium, whyNoChromium } from './chromium.js';
import { tenantOfThePlayground } from './persons.js';
import { type PlaygroundProcess, startPlayground } from './playground-process.js';
import type { ShownCard } from './shown-card.js';

/** One conversation in real Chromium with what `npm start` runs. */
export type Conversation = {
  chat: Chat;
  sandbox: SandboxControl;
  /** The tenant the Playground speaks for. */
  tenant: string;
  /** The sandbox's admin center for the tenant, in a window of its own. */
  adminCenter(): Promise<Page>;
  /** Opens the chat of a further person, in a Playground of their own beside the first, with the same bot. */
  alsoFor(who: Who): Promise<Chat>;
  /** Moves the sandbox's clock by steps (ISO 8601) until the card is there and says this. */
  until(id: string, step: string, saying?: string | RegExp): Promise<ShownCard>;
};

const steps = 60;
const lookMs = 500;

/** Describes conversations in a tenant of this scenario; without Chromium they are skipped, and one line says so. */
export function describeInChromium(
  what: string,
  scenario: string,
  tests: (now: () => Conversation) => void,
  who: Who = 'alex',
): void {
  const why = whyNoChromium();
  // Jest keeps what a suite without a test that ran has logged to itself.
  if (why !== undefined) process.stderr.write(`${what}: ${why}\n`);
  (why === undefined ? describe : describe.skip)(what, () => {
    let browser: Browser | undefined;
    let playground: PlaygroundProcess | undefined;
    let conversation: Conversation | undefined;
    const others: { stop(): Promise<void> }[] = [];
    beforeEach(async () => {
      browser ??= await openChromium();
      playground = await startPlayground(who);
      const tenant = tenantOfThePlayground();
      const sandbox = sandboxControl(playground.sandboxUrl);
      await sandbox.put(tenant, scenario);
      const chat = await openChat(browser, playground.url);
      const [running, adminUrl] = [browser, `${playground.sandboxUrl}/admin-center/${tenant}`];
      const adminCenter = async () => {
        const page = await running.newPage({ viewport: { width: 900, height: 900 } });
        page.setDefaultTimeout(10_000);
        await page.goto(adminUrl);
        return page;
      };
      const { botUrl } = playground;
      const alsoFor = async (other: Who) => {
        const another = await anotherPlayground(botUrl, other);
        others.push(another);
        const theirs = await openChat(running, another.url);
        others.push({ stop: theirs.close });
        return theirs;
      };
      const moving = (...wanted: [string, string, (string | RegExp)?]) => until(chat, sandbox, ...wanted);
      conversation = { chat, sandbox, tenant, adminCenter, alsoFor, until: moving };
    });
    afterEach(async () => {
      await conversation?.chat.close();
      for (const one of others.splice(0).reverse()) await one.stop();
      await playground?.stop();
      conversation = playground = undefined;
    });
    afterAll(() => browser?.close());
    tests(() => {
      if (conversation === undefined) throw new Error('the conversation begins when the test does');
      return conversation;
    });
  });
}

async function until(chat: Chat, sandbox: SandboxControl, id: string, step: string, saying?: string | RegExp) {
  for (let n = 0; n < steps; n += 1) {
    const found = await chat.card(id, saying, lookMs).catch(() => undefined);
    if (found) return found;
    await sandbox.advance(step);
  }
  return chat.card(id, saying, lookMs);
}
