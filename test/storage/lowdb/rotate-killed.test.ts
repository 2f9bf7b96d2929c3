import { type ChildProcess, spawn } from 'node:child_process';
import { watch } from 'node:fs';
import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { keyringOf } from '../../../src/storage/keyring.js';
import { idsOf, notes } from '../contract.js';
import { type TemporaryFolder, temporaryFolder } from './temporary-folder.js';

/** The real command, killed while it writes. */

const keys = { old: 'the key that the operator had before', new: 'the key that the operator has by now' };
const many = 1_200;

describe('npm run rotate', () => {
  let folder: TemporaryFolder;
  let running: ChildProcess[];
  beforeEach(async () => {
    folder = await temporaryFolder();
    running = [];
    await mkdir(join(folder.dataDir, 'notes'));
    const sealing = keyringOf({ secretKey: keys.old });
    for (let n = 0; n < many; n += 1) {
      const name = `n${n}.json`;
      const plain = `{"format":1,"id":"n${n}","version":3,"value":{"text":"words of n${n}"}}\n`;
      const sealed = { format: 2, ...sealing.seal(plain, `notes/${name}`) };
      await writeFile(join(folder.dataDir, 'notes', name), JSON.stringify(sealed));
    }
    await writeFile(join(folder.dataDir, '.mark'), JSON.stringify({ cloud: 'sandbox', keys: [sealing.current] }));
  });
  afterEach(async () => {
    for (const child of running) child.kill('SIGKILL');
    await folder.end();
  });

  function start(env: Record<string, string>) {
    const child = spawn(process.execPath, ['dist/operator/rotate.js'], {
      env: { PATH: process.env.PATH ?? '', CLOUD: 'sandbox', DATA_DIR: folder.dataDir, ...env },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    running.push(child);
    const said: string[] = [];
    for (const stream of [child.stdout, child.stderr])
      stream.on('data', (chunk: Buffer) => said.push(chunk.toString()));
    const ended = new Promise<{ code: number | null; said: string }>((resolve) =>
      child.once('close', (code) => resolve({ code, said: said.join('') })),
    );
    return { child, ended };
  }
  const isNew = async (name: string) => {
    const text = await readFile(join(folder.dataDir, 'notes', name), 'utf8');
    return JSON.parse(text).key === keyringOf({ secretKey: keys.new }).current;
  };
  const both = { SECRET_KEY: keys.new, SECRET_KEY_FORMER: keys.old };

  it('killed in the middle leaves every document readable, says so, and goes on to its end', async () => {
    const changes = watch(join(folder.dataDir, 'notes'));
    const { child, ended } = start(both);
    let written = 0;
    changes.on('change', (_what, name) => {
      if (String(name).endsWith('.json')) written += 1;
      if (written > 60) child.kill('SIGKILL');
    });
    await ended;
    changes.close();

    const names = (await readdir(join(folder.dataDir, 'notes'))).filter((name) => name.endsWith('.json'));
    const isDone = await Promise.all(names.map(isNew));
    expect(names).toHaveLength(many);
    expect(new Set(isDone)).toEqual(new Set([true, false]));

    const refused = await start({ SECRET_KEY: keys.new }).ended;
    expect([refused.code, refused.said]).toEqual([78, expect.stringContaining('SECRET_KEY_FORMER')]);

    const between = await folder.open({ keyring: keyringOf({ secretKey: keys.new, formerKey: keys.old }) });
    expect(await idsOf(between)).toHaveLength(many);
    await between.close();

    const done = await start(both).ended;
    expect([done.code, done.said]).toEqual([
      0,
      expect.stringMatching(/: \d+ documents encrypted.*\n.*take SECRET_KEY_FORMER away/),
    ]);
    const after = await folder.open({ keyring: keyringOf({ secretKey: keys.new }) });
    for await (const { id, version, value } of after.list(notes)) {
      expect([version, value.text]).toEqual([3, `words of ${id}`]);
    }
    expect(await idsOf(after)).toHaveLength(many);
    expect((await after.setAside()).size).toBe(0);
    expect((await readdir(join(folder.dataDir, 'notes'))).filter((name) => !name.endsWith('.json'))).toEqual([]);
  });

  it('says in one line why it does not begin', async () => {
    for (const [env, words, exit] of [
      [{ SECRET_KEY: keys.new }, /^SECRET_KEY is another: [^\n]+\n$/, 78],
      [{ SECRET_KEY: 'short' }, /^SECRET_KEY is too short[^\n]+\n$/, 78],
      [{ ...both, DATA_DIR: join(folder.dataDir, 'none') }, /^DATA_DIR .*none does not exist\n$/, 1],
    ] as const) {
      const { code, said } = await start(env).ended;
      expect([code, said]).toEqual([exit, expect.stringMatching(words)]);
    }
  });
});
