import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { languages } from '../../../src/teams/cards/words/languages.js';
import { startTestApp, type TestApp } from '../../support/test-app.js';

/** What people read in a browser: the pages the app package links to, and where consent ends. */

let app: TestApp;
beforeAll(async () => {
  app = await startTestApp('contoso', { env: { OPERATOR: 'Contoso <IT> & Co', RETENTION_DAYS: '60' } });
});
afterAll(() => app.stop());

async function read(path: string, language = 'en') {
  const response = await fetch(new URL(path, app.url), { headers: { 'accept-language': language } });
  return { status: response.status, headers: response.headers, text: await response.text() };
}

describe('the pages', () => {
  it('on privacy says what is kept how long, by whom, and keeps out what somebody typed', async () => {
    const { status, headers, text } = await read('/privacy');
    expect([status, headers.get('content-type')]).toEqual([200, 'text/html; charset=utf-8']);
    expect(headers.get('content-security-policy')).toContain("default-src 'none'");
    expect(text).toContain('60 days after its end');
    expect(text).toContain('Contoso &lt;IT&gt; &amp; Co');
    expect(text).not.toMatch(/\{\{|<IT>/);
  });

  it.each(['privacy', 'terms', 'consented', 'consented?admin_consent=True'])(
    'are there in every language: %s',
    async (path) => {
      const pages = await Promise.all(languages.map((language) => read(`/${path}`, `${language}-XX,en;q=0.5`)));
      expect(pages.map(({ headers }) => headers.get('content-language'))).toEqual(languages);
      expect(new Set(pages.map(({ text }) => text)).size).toBe(languages.length);
      for (const { text } of pages) expect(text).not.toMatch(/\{\{|undefined/);
    },
  );

  it('are in the language that is chosen, and in English where nobody speaks another', async () => {
    expect((await read('/terms?lang=sv')).text).toContain('<h1>Användningsvillkor</h1>');
    expect((await read('/terms', 'fi-FI')).text).toContain('<h1>Terms of use</h1>');
    expect((await read('/terms?lang=../../../../etc')).status).toBe(200);
  });

  it('after consent names what was granted and what comes next', async () => {
    const { text } = await read('/consented?admin_consent=True&tenant=3f0c5f6e-7a51-4c4e-9d2a-0d7f6f1c2b01');
    expect(text).toContain('LicenseAssignment.ReadWrite.All</td><td>change people');
    expect(text).toContain('write <b>upgrade</b>');
  });

  it.each([
    [
      'error=access_denied&error_description=AADSTS65004%3A+declined+%3Cscript%3E',
      'AADSTS65004: declined &lt;script&gt;',
    ],
    ['admin_consent=True&error=access_denied', 'access_denied'],
    ['', 'no answer'],
  ])('after consent that was not given says so: %s', async (query, said) => {
    const { text } = await read(`/consented?${query}`);
    expect(text).toContain('were not granted');
    expect(text).toContain(`<b>${said}</b>`);
    expect(text).not.toContain('<script');
  });
});
