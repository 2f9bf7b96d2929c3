import { accessSync, constants } from 'node:fs';
import { type Browser, chromium } from 'playwright-core';

/** Where the system's Chromium is: `CHROMIUM_PATH`, or where Debian and Ubuntu put it. */
const chromiumPath = process.env.CHROMIUM_PATH || '/usr/bin/chromium';

/** Why there is no browser to talk in, in one line; undefined when there is one. */
export function whyNoChromium(path = chromiumPath): string | undefined {
  try {
    accessSync(path, constants.X_OK);
    return undefined;
  } catch {
    return `skipped, as there is no Chromium at ${path}: install it, or set CHROMIUM_PATH`;
  }
}

/** @throws when Chromium does not start within 20 seconds */
export function openChromium(): Promise<Browser> {
  return chromium.launch({
    executablePath: chromiumPath,
    headless: true,
    timeout: 20_000,
    args: [
      '--no-sandbox',
      '--disable-gpu',
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
    ],
  });
}
