import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';
import { readEarlier } from './earlier.js';

const { resolve } = createRequire(import.meta.url);
const ofPage = (name) => fileURLToPath(new URL(`page/${name}`, import.meta.url));

/** What the page is made of. The renderer is Microsoft's own; as in Teams, Markdown is left to another library. */
const files = {
  '/': { file: () => ofPage('index.html'), type: 'text/html' },
  '/page.css': { file: () => ofPage('page.css'), type: 'text/css' },
  '/teams.css': { file: () => ofPage('teams.css'), type: 'text/css' },
  '/page.js': { file: () => ofPage('page.js'), type: 'text/javascript' },
  '/filters.js': { file: () => ofPage('filters.js'), type: 'text/javascript' },
  '/newer.js': { file: () => ofPage('newer.js'), type: 'text/javascript' },
  '/pairs.js': { file: () => ofPage('pairs.js'), type: 'text/javascript' },
  '/frame.js': { file: () => ofPage('frame.js'), type: 'text/javascript' },
  '/host-config.js': { file: () => ofPage('host-config.js'), type: 'text/javascript' },
  '/adaptivecards.js': { file: () => resolve('adaptivecards/dist/adaptivecards.min.js'), type: 'text/javascript' },
  '/markdown-it.js': { file: () => resolve('markdown-it/browser'), type: 'text/javascript' },
};

/**
 * Serves the page, the cards, and the news that they have changed.
 * @param shelf the drawn cards
 * @returns {import('node:http').Server}
 */
export function createGalleryServer(shelf) {
  return createServer((request, response) => {
    const { pathname } = new URL(request.url, 'http://gallery');
    if (pathname === '/cards.json') return send(response, 'application/json', shelf.content);
    if (pathname === '/earlier.json') return send(response, 'application/json', JSON.stringify(readEarlier()));
    if (pathname === '/changes') return tellChanges(response, shelf.events);
    const found = Object.hasOwn(files, pathname) ? files[pathname] : undefined;
    if (found === undefined) return send(response, 'text/plain', 'There is nothing here.', 404);
    return sendFile(response, found);
  });
}

function sendFile(response, { file, type }) {
  try {
    send(response, type, readFileSync(file()));
  } catch (error) {
    send(response, 'text/plain', `${error.message}\nIs everything installed? Run npm ci.`, 500);
  }
}

function send(response, type, content, status = 200) {
  response.writeHead(status, { 'Content-Type': `${type}; charset=utf-8`, 'Cache-Control': 'no-store' });
  response.end(content);
}

function tellChanges(response, events) {
  response.writeHead(200, { 'Content-Type': 'text/event-stream', 'Cache-Control': 'no-store' });
  response.write('retry: 1000\n\n');
  const tell = () => response.write('data: changed\n\n');
  events.on('filled', tell);
  response.once('close', () => events.off('filled', tell));
}
