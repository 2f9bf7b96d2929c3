import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { Template } from 'adaptivecards-templating';
import { createCards } from '../dist/teams/cards/cards.js';
import { perSecond, row } from './measure.js';

const folder = (name) => fileURLToPath(new URL(`../${name}`, import.meta.url));

/** The help card, put together whole, against parsing and expanding its bare template each time. */
export async function rendering() {
  const cards = createCards({ templatesDir: folder('cards'), localesDir: folder('src/locales') });
  const viewer = { name: 'Kim', language: 'sv', roles: ['globalAdministrator'], timeZone: 'UTC', sandbox: true };
  const json = readFileSync(folder('cards/help.json'), 'utf8');
  const ours = await perSecond(() => cards.help(viewer));
  const theirs = await perSecond(() => new Template(JSON.parse(json)).expand({ $root: { facts: [] } }));
  return [row('card: help, whole', 'cards/s', ours, 'template parsed each time', theirs)];
}
