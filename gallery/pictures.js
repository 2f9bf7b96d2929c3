// `node gallery/pictures.js`: takes the README's pictures of cards anew, with Chromium, into docs/.
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { chromium } from 'playwright-core';
import { createGalleryServer } from './server.js';
import { createShelf } from './shelf.js';

/** Of each picture: the frames side by side, as card, state, language, theme and width. */
const pictures = {
  'upgrade-blocked': [
    ['upgrade-blocked', 'two blockers', 'en', 'light', 'narrow'],
    ['upgrade-blocked', 'two blockers', 'sv', 'dark', 'narrow'],
  ],
  plans: [
    ['plans', 'choosingPlan with prices', 'en', 'light', 'narrow'],
    ['plans', 'choosingPlan with prices', 'sv', 'dark', 'narrow'],
  ],
  progress: [
    ['progress', 'reassigning with failures', 'en', 'light', 'narrow'],
    ['progress', 'reassigning with failures', 'sv', 'dark', 'narrow'],
    ['progress', 'reassigning with failures', 'en', 'contrast', 'narrow'],
  ],
  completed: [
    ['completed', 'completed with prices', 'en', 'light', 'narrow'],
    ['completed', 'completed with prices', 'sv', 'dark', 'narrow'],
  ],
};

/** What is too high for a README is cut off. */
const stageStyle =
  '#stage { display: inline-flex; box-sizing: border-box; max-height: 940px; padding: 16px; overflow: hidden }';

/** Runs in the page: nothing is left on it but these frames, drawn. */
async function show(keys) {
  const frames = keys.map((key) => document.querySelector(`[data-key="${key}"]`));
  const stage = document.createElement('main');
  stage.id = 'stage';
  stage.className = 'frames';
  for (const frame of frames) frame.querySelector('figcaption').remove();
  stage.append(...frames);
  document.body.replaceChildren(stage);
  for (const frame of frames) frame.dispatchEvent(new Event('near'));
}

const shelf = createShelf();
await shelf.refill({ code: true });
const server = createGalleryServer(shelf).listen(0, '127.0.0.1');
await once(server, 'listening');
const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM_PATH || '/usr/bin/chromium',
  args: ['--no-sandbox', '--disable-gpu'],
});
try {
  const page = await browser.newPage({ viewport: { width: 1100, height: 900 } });
  for (const [name, frames] of Object.entries(pictures)) {
    await page.goto(`http://127.0.0.1:${server.address().port}/?card=${name}`);
    await page.locator('figure').first().waitFor();
    await page.evaluate(
      show,
      frames.map((frame) => frame.join(' / ')),
    );
    const path = fileURLToPath(new URL(`../docs/${name}.png`, import.meta.url));
    await page.addStyleTag({ content: stageStyle });
    await page.locator('#stage').screenshot({ path });
    console.log(path);
  }
} finally {
  await browser.close();
  server.closeAllConnections();
  server.close();
}
