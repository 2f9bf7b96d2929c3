import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { utimes } from 'node:fs/promises';
import { createInterface } from 'node:readline';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { languages } from '../../src/teams/cards/words/languages.js';
import { everyState } from './states/every-state.js';

/** What `npm run gallery` runs, as a process of its own. */

let gallery: ChildProcess;
let url = '';

beforeAll(async () => {
  const child = spawn(process.execPath, ['gallery/serve.js', '--port', '0'], { stdio: ['ignore', 'pipe', 'inherit'] });
  gallery = child;
  const [line] = await once(createInterface(child.stdout), 'line');
  url = /http:\S+/.exec(String(line))?.[0] ?? '';
});

afterAll(async () => {
  gallery.kill();
  await once(gallery, 'exit');
});

describe('the gallery', () => {
  it('serves its page, with the renderer and what reads Markdown', async () => {
    const parts = ['/', '/page.js', '/frame.js', '/teams.css', '/adaptivecards.js', '/markdown-it.js'];
    const answers = await Promise.all(parts.map(async (part) => (await fetch(url + part)).status));
    expect(answers).toEqual(parts.map(() => 200));
    expect((await fetch(`${url}/no-such-thing`)).status).toBe(404);
  });

  it('has every state in every language', async () => {
    const { cards, problems } = (await (await fetch(`${url}/cards.json`)).json()) as {
      cards: { state: string; language: string }[];
      problems: string[];
    };
    expect(problems).toEqual([]);
    const drawn = cards.map(({ state, language }) => `${state}, ${language}`);
    expect(drawn.sort()).toEqual(
      everyState.flatMap(({ name }) => languages.map((language) => `${name}, ${language}`)).sort(),
    );
  });

  it('tells the page when a template changes', async () => {
    const changes = (await fetch(`${url}/changes`)).body?.pipeThrough(new TextDecoderStream()).getReader();
    await changes?.read();
    const now = new Date();
    await utimes('cards/help.json', now, now);
    expect((await changes?.read())?.value).toBe('data: changed\n\n');
    await changes?.cancel();
  });
});
