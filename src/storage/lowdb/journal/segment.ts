import { basename, dirname } from 'node:path';
import { codeOf } from '../../failures.js';
import type { FileSystem } from '../file-system.js';
import { syncFolder } from '../folder-sync.js';
import { beginningOf, type Entry, recordsOf } from './records.js';

/** Room for what is usually written together, in bytes: nothing has to be made for it, and to be collected. */
const usualRoom = 256 * 1024;

/**
 * So many bytes the file is made longer at a time, in zeros: writing into what it has takes the disk half as long as making
 * it longer, since it need not note that too.
 */
const ahead = 256 * 1024;
const zeros = Buffer.alloc(ahead);

type Handle = Awaited<ReturnType<FileSystem['open']>>;

/** One file of the journal, written to by one caller at a time. */
export class Segment {
  /** Where the last record that is on the disk ends. */
  private end = 0;
  /** How long the file is: zeros come after the end. */
  private length = 0;
  private hash: string;
  /** The file's name is on the disk. */
  private isNamed = false;
  /** What it has, by place. */
  readonly entries = new Map<string, Entry>();
  private readonly room = Buffer.allocUnsafeSlow(usualRoom);

  private constructor(
    private readonly fs: FileSystem,
    readonly path: string,
    private readonly handle: Handle,
  ) {
    this.hash = beginningOf(basename(path));
  }

  static async open(fs: FileSystem, path: string): Promise<Segment> {
    return new Segment(fs, path, await fs.open(path, 'wx', 0o600));
  }

  /** Bytes that were written. */
  get size(): number {
    return this.end;
  }

  /**
   * Resolves once all are on the disk. Where it rejects, none of them is in the journal.
   * @param mayTell called once they are there; where it rejects they are taken back
   */
  async append(entries: readonly Entry[], mayTell: () => Promise<void>): Promise<void> {
    const { bytes, hash } = recordsOf(entries, { before: this.hash, has: this.entries, room: this.room });
    try {
      await this.write(bytes, this.end);
      await this.lengthen(this.end + bytes.length);
      await this.handle.datasync();
      if (!this.isNamed) await syncFolder(this.fs, dirname(this.path));
      await mayTell();
    } catch (error) {
      await this.cutBack().catch((undoing) => {
        // What comes next takes its place, and nothing of it fits behind that.
        const told = `${this.path} may hold a change that was reported as failed`;
        throw Object.assign(new AggregateError([error, undoing], told), { code: codeOf(error) });
      });
      throw error;
    }
    this.isNamed = true;
    this.end += bytes.length;
    this.hash = hash;
    for (const entry of entries) this.entries.set(entry.place, entry);
  }

  close(): Promise<void> {
    return this.handle.close();
  }

  private async write(bytes: Buffer, at: number): Promise<void> {
    for (let written = 0; written < bytes.length; ) {
      const left = bytes.length - written;
      written += (await this.handle.write(bytes, written, left, at + written)).bytesWritten;
    }
  }

  /** Makes room for what comes next, where more than one writing came: most segments have no more than one. */
  private async lengthen(end: number): Promise<void> {
    if (end <= this.length) return;
    this.length = end;
    if (this.end === 0) return;
    try {
      await this.write(zeros, end);
      this.length = end + ahead;
    } catch {
      // Where there is no room for it, what is to be kept may still fit: the next writing makes the file longer itself.
    }
  }

  /** What was reported as failed must not come back after a restart. */
  private async cutBack(): Promise<void> {
    await this.handle.truncate(this.end);
    this.length = this.end;
    await this.handle.datasync();
  }
}
