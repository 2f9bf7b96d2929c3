import { basename, join } from 'node:path';
import type { StorageLog } from '../../storage-log.js';
import type { FileSystem } from '../file-system.js';
import { journalName } from './names.js';
import type { Entry } from './records.js';
import { removeJournals } from './recover.js';
import { Segment } from './segment.js';
import { settle } from './settle.js';

type Waiting = { entry: Entry; resolve: () => void; reject: (error: unknown) => void };

type Options = {
  fs: FileSystem;
  dataDir: string;
  log: StorageLog | undefined;
  /** @throws where the folder may not be written to */
  mayWrite: () => Promise<void>;
  /** How long what is in the journal alone waits for more of the same documents, in milliseconds; a second when left out. */
  settleAfterMs?: number | undefined;
};

const usualSettleAfterMs = 1_000;
/** How often that wait begins anew while more comes, so that a document that changes all the time is written seldom. */
const mostPostponed = 4;
/** How long a disk that did not take the documents' files is left alone. */
const settleAgainMs = 5_000;
/** As soon as so much was written, in bytes, it is not waited any longer. */
const mostWritten = 16 * 1024 * 1024;

/**
 * The disk as changed documents come to it: all that are changed at the same time are written behind one another into one
 * file, with one sync for all. Their own files are written a little later, once for all changes since, and then the journal
 * is done with. What is on the disk of a document is thus in its file, or in the journal, which is read first at a start.
 */
export class Journal {
  private waiting: Waiting[] = [];
  /** Settles when nobody waits any more; undefined while nobody does. */
  private writing: Promise<void> | undefined;
  private segment: Segment | undefined;
  private count = 0;
  /** What earlier segments have and the documents' files not yet. */
  private settling = new Map<string, Entry>();
  private earlier: Segment[] = [];
  /** Done when no group is being written. */
  private readonly between: (() => void)[] = [];
  private underWay: Promise<void> | undefined;
  private timer: NodeJS.Timeout | undefined;
  /** Something was written since the wait began; and how often it began anew. */
  private moreCame = false;
  private postponed = 0;

  constructor(private readonly options: Options) {}

  /** Resolves once it is on the disk; where it rejects, nothing has changed. Those of one place come one after the other. */
  append(entry: Entry): Promise<void> {
    return new Promise((resolve, reject) => {
      this.waiting.push({ entry, resolve, reject });
      this.writing ??= this.write();
    });
  }

  /** What is to be in a document's file and may not be yet. */
  pending(place: string): Entry | undefined {
    return this.segment?.entries.get(place) ?? this.settling.get(place);
  }

  /** Brings everything into the documents' files, as far as the disk takes it; the rest is brought there at the next start. */
  async close(): Promise<void> {
    await this.writing;
    // One that is under way has not what was written since it began.
    await this.underWay;
    await this.settle();
    clearTimeout(this.timer);
    for (const segment of [...this.earlier, ...(this.segment ? [this.segment] : [])]) await segment.close();
  }

  private async write(): Promise<void> {
    // Right after a group that was written it was looked already.
    let mayWrite = false;
    while (this.waiting.length > 0) {
      let group: readonly Waiting[] | undefined;
      try {
        if (!mayWrite) await this.options.mayWrite();
        mayWrite = false;
        this.segment ??= await this.begin();
        // Not before all that: who comes meanwhile is written with those who wait.
        group = this.waiting.splice(0);
        // And once more when it is there: a process that was frozen in between has written where nobody reads any more.
        await this.segment.append(
          group.map(({ entry }) => entry),
          this.options.mayWrite,
        );
        mayWrite = true;
        this.taken(group, this.segment);
      } catch (error) {
        for (const { reject } of group ?? this.waiting.splice(0)) reject(error);
      }
      for (const go of this.between.splice(0)) go();
    }
    // In the same breath as the last look at who waits.
    this.writing = undefined;
  }

  private taken(group: readonly Waiting[], { size }: Segment): void {
    for (const { resolve } of group) resolve();
    this.moreCame = this.timer !== undefined;
    if (size > mostWritten) void this.settle();
    else this.settleIn(this.options.settleAfterMs ?? usualSettleAfterMs);
  }

  private begin(): Promise<Segment> {
    this.count += 1;
    return Segment.open(this.options.fs, join(this.options.dataDir, journalName(this.count)));
  }

  private settleIn(ms: number): void {
    this.timer ??= setTimeout(() => {
      this.timer = undefined;
      const goesOn = this.moreCame && this.postponed < mostPostponed;
      this.moreCame = false;
      this.postponed = goesOn ? this.postponed + 1 : 0;
      if (goesOn) this.settleIn(ms);
      else void this.settle();
    }, ms).unref();
  }

  private settle(): Promise<void> {
    this.underWay ??= this.settleNow().finally(() => {
      this.underWay = undefined;
    });
    return this.underWay;
  }

  /** Never rejects: what the disk does not take stays in the journal. */
  private async settleNow(): Promise<void> {
    const { fs, dataDir, log, mayWrite } = this.options;
    await this.retire();
    try {
      await mayWrite();
      await settle(fs, dataDir, [...this.settling.values()], (place) => this.segment?.entries.has(place) ?? false);
      for (const segment of [...this.earlier]) {
        await removeJournals(fs, dataDir, [basename(segment.path)]);
        this.earlier.shift();
        await segment.close();
      }
      this.settling = new Map();
    } catch (error) {
      log?.warn({ err: error, dataDir }, 'Documents are in the journal, and could not be written into their files yet');
      this.settleIn(settleAgainMs);
    }
  }

  /** The next group begins a segment of its own. */
  private retire(): Promise<void> {
    return new Promise((resolve) => {
      const retired = () => {
        if (this.segment) {
          this.earlier.push(this.segment);
          this.settling = new Map([...this.settling, ...this.segment.entries]);
        }
        this.segment = undefined;
        resolve();
      };
      if (this.writing) this.between.push(retired);
      else retired();
    });
  }
}
