import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { afterAll, afterEach, beforeEach, describe } from '@jest/globals';
import type { Browser, Page } from 'playwright-core';
import { type SandboxControl, sandboxControl } from '../../support/sandbox-control.js';
import { type Chat, openChat } from './chat.js';
import { openChromium, whyNoChromium } from './chromium.js';
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
  /** Moves the sandbox's clock by steps (ISO 8601) until the card is there and says this. */
  until(id: string, step: string, saying?: string | RegExp): Promise<ShownCard>;
};

const people = fileURLToPath(new URL('../../../.m365agentsplayground.yml', import.meta.url));
const steps = 60;
const lookMs = 500;

/** Describes conversations in a tenant of this scenario; without Chromium they are skipped, and one line says so. */
export function describeInChromium(what: string, scenario: string, tests: (now: () => Conversation) => void): void {
  const why = whyNoChromium();
  // Jest keeps what a suite without a test that ran has logged to itself.
  if (why !== undefined) process.stderr.write(`${what}: ${why}\n`);
  (why === undefined ? describe : describe.skip)(what, () => {
    let browser: Browser | undefined;
    let playground: PlaygroundProcess | undefined;
    let conversation: Conversation | undefined;
    beforeEach(async () => {
      browser ??= await openChromium();
      playground = await startPlayground();
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
      conversation = { chat, sandbox, tenant, adminCenter, until: (...what) => until(chat, sandbox, ...what) };
    });
    afterEach(async () => {
      await conversation?.chat.close();
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

function tenantOfThePlayground(): string {
  const [, tenant] = /^tenantId: (\S+)/m.exec(readFileSync(people, 'utf8')) ?? [];
  if (tenant === undefined) throw new Error(`no tenantId in ${people}`);
  return tenant;
}

async function until(chat: Chat, sandbox: SandboxControl, id: string, step: string, saying?: string | RegExp) {
  for (let n = 0; n < steps; n += 1) {
    const found = await chat.card(id, saying, lookMs).catch(() => undefined);
    if (found) return found;
    await sandbox.advance(step);
  }
  return chat.card(id, saying, lookMs);
}
