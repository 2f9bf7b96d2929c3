import { watch } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const project = fileURLToPath(new URL('..', import.meta.url));
const watched = ['cards', 'src/locales', 'src/teams/cards', 'test/cards/states', 'test/support', 'gallery/page'];

/** An editor that saves touches a file several times. */
const settleMs = 150;

/**
 * @param {(change: { code: boolean }) => void} changed called once for changes that come together; `code` when there
 *   is TypeScript among them
 * @returns {() => void} ends the watching
 */
export function watchSources(changed) {
  let timer;
  let code = false;
  const noticed = (_event, file) => {
    code ||= file === null || file.endsWith('.ts');
    clearTimeout(timer);
    timer = setTimeout(() => {
      const change = { code };
      code = false;
      changed(change);
    }, settleMs);
  };
  const watchers = watched.map((folder) => watch(join(project, folder), { recursive: true }, noticed));
  return () => {
    clearTimeout(timer);
    for (const watcher of watchers) watcher.close();
  };
}
