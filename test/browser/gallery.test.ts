import { once } from 'node:events';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Browser, Page } from 'playwright-core';
// @ts-expect-error the gallery is plain JavaScript
import { createGalleryServer } from '../../gallery/server.js';
// @ts-expect-error the gallery is plain JavaScript
import { createShelf } from '../../gallery/shelf.js';
import { openChromium, whyNoChromium } from './support/chromium.js';

/** The gallery's page in a browser: how a card was drawn once, beside how it is drawn now. */

const why = whyNoChromium();
if (why !== undefined) console.warn(why);

(why === undefined ? describe : describe.skip)('the gallery', () => {
  let browser: Browser;
  let page: Page;
  let server: Server;
  const errors: string[] = [];

  beforeAll(async () => {
    const shelf = createShelf();
    await shelf.refill({ code: true });
    server = createGalleryServer(shelf).listen(0, '127.0.0.1');
    await once(server, 'listening');
    browser = await openChromium();
    page = await browser.newPage();
    page.on('pageerror', ({ message }) => errors.push(message));
  });

  afterAll(async () => {
    await browser?.close();
    server?.closeAllConnections();
    server?.close();
  });

  it('draws each pair without an error, with a heading on both sides', async () => {
    const { port } = server.address() as AddressInfo;
    await page.goto(`http://127.0.0.1:${port}/?view=pairs&theme=light&width=narrow`);
    await page.locator('figure').first().waitFor();
    const rows = await page.locator('article').all();
    expect(rows.length).toBeGreaterThan(20);
    for (const row of rows) {
      const figures = await row.locator('figure').all();
      expect(figures).toHaveLength(2);
      for (const figure of figures) {
        await figure.dispatchEvent('near');
        expect(await figure.locator('.card [role="heading"]').first().textContent()).not.toBe('');
      }
    }
    expect(errors).toEqual([]);
  });
});
