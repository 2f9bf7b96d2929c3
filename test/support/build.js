import { execFileSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';

/**
 * Builds what has changed before the first test: tests of the built product never see yesterday's, and none of them has to
 * learn what tells questions apart.
 */
export default () => {
  const root = fileURLToPath(new URL('../../', import.meta.url));
  execFileSync(process.execPath, ['scripts/prepare.js'], { cwd: root, stdio: 'inherit' });
};
