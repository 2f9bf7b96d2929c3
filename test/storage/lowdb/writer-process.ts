import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';

/** A real process that writes to a data folder until it is killed. It runs what `npm run build` made. */
export class WriterProcess {
  readonly lines: string[] = [];
  private readonly child: ChildProcess;
  private readonly ended: Promise<void>;
  private changed = () => {};

  constructor(dataDir: string) {
    if (!existsSync('dist/storage/lowdb/open.js')) throw new Error('Run `npm run build` first: this test starts dist/');
    this.child = spawn(process.execPath, [join('test', 'storage', 'lowdb', 'writer.mjs'), dataDir], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    this.ended = new Promise((resolve) => this.child.once('close', () => resolve()));
    if (!this.child.stdout) throw new Error('no output');
    createInterface({ input: this.child.stdout }).on('line', (line) => {
      this.lines.push(line);
      this.changed();
    });
  }

  get pid(): number | undefined {
    return this.child.pid;
  }

  /** Resolves once so many lines were printed, or the process has ended. */
  async printed(count: number): Promise<void> {
    const enough = new Promise<void>((resolve) => {
      this.changed = () => this.lines.length >= count && resolve();
      this.changed();
    });
    await Promise.race([enough, this.ended]);
  }

  /** SIGKILL, SIGSTOP, … */
  async signal(name: NodeJS.Signals): Promise<void> {
    this.child.kill(name);
    if (name === 'SIGKILL' || name === 'SIGTERM') await this.ended;
  }

  /** The highest version acknowledged, by id. */
  acknowledged(): Map<string, number> {
    const pairs = this.lines.filter((line) => /^\w+ \d+$/.test(line)).map((line) => line.split(' '));
    return new Map(pairs.map(([id = '', version]) => [id, Number(version)]));
  }
}
