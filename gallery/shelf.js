import { spawn } from 'node:child_process';
import { EventEmitter } from 'node:events';
import { createRequire } from 'node:module';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';

const project = fileURLToPath(new URL('..', import.meta.url));
const compiler = createRequire(import.meta.url)
  .resolve('typescript/package.json')
  .replace('package.json', 'bin/tsc');

/**
 * The drawn cards, as JSON text. Each filling is done by a process of its own, so that changed code is really loaded:
 * a module that has been imported once stays as it was.
 * @returns a shelf whose `content` is the newest that could be drawn; it emits `filled` after each filling
 */
export function createShelf() {
  const events = new EventEmitter();
  const shelf = {
    content: JSON.stringify({ cards: [], problems: ['The cards are being drawn.'] }),
    events,
    /**
     * Draws the cards; one filling at a time, and never a stale one last.
     * @param {{ code: boolean }} change whether TypeScript has to be compiled first
     */
    refill(change) {
      filling = filling.then(() => fill(change));
      return filling;
    },
  };
  let filling = Promise.resolve();

  async function fill({ code }) {
    if (code) {
      const { output } = await run([compiler, '-p', 'gallery/tsconfig.json']);
      // What is half changed may not type-check and can be looked at all the same.
      if (output.trim() !== '') console.warn(output.trimEnd());
    }
    const drawn = await run(['gallery/draw.js']);
    shelf.content = drawn.status === 0 ? drawn.output : JSON.stringify({ cards: [], problems: [drawn.errors.trim()] });
    if (drawn.status !== 0) console.error(drawn.errors.trim());
    events.emit('filled');
  }
  return shelf;
}

async function run(args) {
  const child = spawn(process.execPath, args, { cwd: project, stdio: ['ignore', 'pipe', 'pipe'] });
  const ended = new Promise((resolve, reject) => child.once('error', reject).once('close', resolve));
  const [output, errors, status] = await Promise.all([text(child.stdout), text(child.stderr), ended]);
  return { output, errors, status };
}
