import { execFile, spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { chmod, cp, lstat, mkdir, mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { type AddressInfo, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';

/**
 * The steps of the Dockerfile, done one after another in clean folders without a container engine: what it copies and runs is
 * enough, and the program it ends with runs as somebody who may write nowhere but in the data folder.
 */

const run = promisify(execFile);
type Stage = { name: string; folder: string; steps: [instruction: string, rest: string][] };

/** Whom the image runs as, where this is root; else whoever runs the tests. */
const nobody = process.getuid?.() === 0 ? { uid: 65_534, gid: 65_534 } : {};

async function stagesIn(file: string, root: string): Promise<Stage[]> {
  const lines = (await readFile(file, 'utf8'))
    .split('\n')
    .filter((line) => line.trim() !== '' && !line.startsWith('#'));
  const stages: Stage[] = [];
  for (const line of lines) {
    const [instruction = '', ...words] = line.split(' ');
    const rest = words.join(' ');
    if (instruction === 'FROM') {
      const name = / AS (\w+)$/.exec(rest)?.[1] ?? 'last';
      stages.push({ name, folder: join(root, name), steps: [] });
    } else stages.at(-1)?.steps.push([instruction, rest]);
  }
  return stages;
}

const exceptions = async () =>
  (await readFile('.dockerignore', 'utf8'))
    .split('\n')
    .flatMap((line) => (line.startsWith('!') ? [line.slice(1)] : []));

describe('the Dockerfile', () => {
  let root: string;
  let stages: Stage[];
  let last: Stage;
  const ran: string[] = [];

  /** Does one step; paths of the image lie below the folder of its stage. */
  async function take(stage: Stage, [instruction, rest]: [string, string]): Promise<void> {
    const inside = (path: string) =>
      path.startsWith('/') ? join(stage.folder, path) : join(stage.folder, 'app', path);
    if (instruction === 'RUN') {
      // The folder of the data is made as it is for the image; the user there has another name here.
      const command = rest
        .replaceAll(' /data', ` ${inside('/data')}`)
        .replace('node:node', String(nobody.uid ?? process.getuid?.()));
      ran.push(rest);
      await run('sh', ['-c', command], { cwd: inside('.'), env: { PATH: process.env.PATH ?? '', HOME: stage.folder } });
    }
    if (instruction !== 'COPY') return;
    const [from, ...paths] = rest.startsWith('--from=') ? rest.split(' ') : ['', ...rest.split(' ')];
    const target = inside(paths.pop() ?? '.');
    const source = stages.find(({ name }) => `--from=${name}` === from);
    for (const path of paths) {
      if (source === undefined) expect(await exceptions()).toContain(path);
      const origin = source === undefined ? path : join(source.folder, path);
      const isFile = (await lstat(origin)).isFile();
      await mkdir(isFile ? target : dirname(target), { recursive: true });
      await cp(origin, isFile ? join(target, path.split('/').at(-1) ?? path) : target, { recursive: true });
    }
  }

  beforeAll(async () => {
    root = await mkdtemp(join(tmpdir(), 'image-'));
    await chmod(root, 0o755);
    stages = await stagesIn('Dockerfile', root);
    for (const stage of stages) {
      await mkdir(join(stage.folder, 'app'), { recursive: true });
      for (const step of stage.steps) await take(stage, step);
    }
    last = stages.at(-1) as Stage;
    await run('chmod', ['-R', 'a-w,a+rX', join(last.folder, 'app')]);
  });
  afterAll(async () => {
    await run('chmod', ['-R', 'u+w', root]);
    await rm(root, { recursive: true, force: true });
  });

  const value = (wanted: string) => last.steps.find(([instruction]) => instruction === wanted)?.[1] ?? '';

  it('installs without scripts, and ships neither development packages nor the sandbox', async () => {
    expect(
      ran.filter((command) => command.startsWith('npm ci')).every((command) => command.includes('--ignore-scripts')),
    ).toBe(true);
    const app = join(last.folder, 'app');
    expect(await readdir(join(app, 'node_modules'))).not.toContain('jest');
    expect(await readdir(join(app, 'dist'))).not.toContain('sandbox');
    expect(await readdir(join(app, 'src'))).not.toContain('sandbox');
    expect(value('USER')).toBe('node');
  });

  it('ends with a bot that is healthy, writes nowhere but in its data folder, and stops when it is asked to', async () => {
    const port = await freePort();
    const environment = Object.fromEntries(
      value('ENV')
        .split(' ')
        .map((one) => one.split('=') as [string, string]),
    );
    const env = {
      PATH: process.env.PATH ?? '',
      ...environment,
      HOST: '127.0.0.1',
      PORT: String(port),
      ADMIN_PORT: '0',
      DATA_DIR: join(last.folder, 'data'),
      MicrosoftAppId: randomUUID(),
      MicrosoftAppPassword: 'a-secret',
      MicrosoftAppTenantId: randomUUID(),
    };
    const [program = '', ...args] = JSON.parse(value('CMD')) as string[];
    const bot = spawn(program, args, {
      cwd: join(last.folder, 'app'),
      env,
      ...nobody,
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    await new Promise<void>((resolve, reject) => {
      bot.stdout.on('data', (chunk: Buffer) => chunk.includes('"msg":"ready"') && resolve());
      bot.once('exit', (code) => reject(new Error(`ended with ${code}`)));
    });
    const [, health = '[]'] = value('HEALTHCHECK').split(' CMD ');
    const [checker = '', ...checks] = JSON.parse(health) as string[];
    const check = () => run(checker, checks, { cwd: join(last.folder, 'app'), env, ...nobody });
    await check();
    const written = await readdir(join(last.folder, 'data'));
    expect(written.length).toBeGreaterThan(0);
    const ended = new Promise((resolve) => bot.removeAllListeners('exit').once('exit', resolve));
    bot.kill('SIGTERM');
    expect(await ended).toBe(0);
    await expect(check()).rejects.toMatchObject({ code: 1 });
  });
});

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}
