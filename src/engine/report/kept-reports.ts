import type { Logger } from 'pino';
import { BoundedMap } from '../../base/bounded-map.js';
import { createKeyedQueue } from '../../base/keyed-queue.js';
import type { Documents } from '../../storage/documents.js';
import { type Directory, PortError } from '../../upgrade/ports.js';
import type { Run } from '../../upgrade/run/run.js';
import type { Timeline } from '../timeline.js';
import { type KeptPages, keepPages } from './kept-pages.js';
import { KeptReport } from './kept-report.js';
import { ReadPace } from './read-pace.js';
import { peopleOf, type Report } from './report.js';

/** How long somebody who asks again for the same run is given the report that was made last. */
const freshMs = 60_000;
const mostOfTenant = 4;
const mostOfAll = 64;
const mostPaces = 1_000;

type Options = {
  directory: Directory;
  documents: Documents;
  timeline: Timeline;
  newId: () => string;
  log: Pick<Logger, 'info'>;
};

/**
 * Reports, each read from Graph once and kept as long as a link to it lives, whoever takes it how often. Of one tenant one
 * is made at a time, at a pace that leaves a running upgrade its share of what Graph allows.
 */
export class KeptReports {
  private readonly kept = new Map<string, KeptReport>();
  private readonly paces = new BoundedMap<string, ReadPace>(mostPaces);
  private readonly inTurn = createKeyedQueue();
  private readonly closing = new AbortController();

  constructor(private readonly options: Options) {}

  /**
   * The report of a run. Nothing is read before its people are asked for.
   * @param run as it was read from the store
   * @param id asks for the one that a link was made for; it is made anew where it is not kept any more
   */
  of(run: Run, id?: string): Report {
    this.dropOld();
    const report = (id === undefined ? this.latest(run) : this.found(run, id)) ?? this.add(run, id);
    const { asOf, ends, people } = report;
    return { id: report.id, run, asOf, ends, people: run.snapshot && run.plan ? people : undefined };
  }

  /** Lets go of the reports of a tenant: nothing of it may be kept. */
  forget(tenantId: string): void {
    this.drop(({ run }) => run.tenantId === tenantId);
  }

  /** Reads no more and lets go of every report. */
  close(): void {
    this.closing.abort();
    this.drop(() => true);
  }

  private found(run: Run, id: string): KeptReport | undefined {
    const report = this.kept.get(id);
    return report?.run.id === run.id ? report : undefined;
  }

  private latest(run: Run): KeptReport | undefined {
    const from = this.now() - freshMs;
    return [...this.kept.values()].findLast(
      ({ run: its, asOf }) => its.id === run.id && its.revision === run.revision && asOf.getTime() >= from,
    );
  }

  private add(run: Run, id = this.options.newId()): KeptReport {
    const report = new KeptReport(id, run, this.options.timeline.now(), () => this.read(run));
    this.kept.set(id, report);
    this.dropBeyond(mostOfTenant, (one) => one.run.tenantId === run.tenantId);
    this.dropBeyond(mostOfAll, () => true);
    void this.options.timeline.sleepUntil(report.ends, this.closing.signal).then(() => this.dropOld());
    return report;
  }

  /** Everybody, as Graph shows them: begins in the tenant's turn, which lasts until the last page was taken. */
  private read(run: Run): Promise<KeptPages> {
    const { tenantId } = run;
    const { directory, documents, timeline, log } = this.options;
    return this.inTurn(tenantId, async () => {
      const pace = this.paces.get(tenantId) ?? new ReadPace(timeline);
      this.paces.set(tenantId, pace);
      let reads = 0;
      const mayRead = async (count: number) => {
        await pace.take(count, this.closing.signal);
        if (this.closing.signal.aborted) throw new PortError({ is: 'unreachable' }, 'making a report');
        reads += count;
      };
      const pages = await keepPages(peopleOf(run, { directory, documents, mayRead }));
      log.info({ tenant: tenantId, run: run.id, reads }, 'a report was made');
      return pages;
    });
  }

  private now(): number {
    return this.options.timeline.now().getTime();
  }

  private dropOld(): void {
    this.drop(({ ends }) => ends.getTime() <= this.now());
  }

  private dropBeyond(most: number, counts: (report: KeptReport) => boolean): void {
    const those = [...this.kept.values()].filter(counts);
    const old = new Set(those.slice(0, Math.max(0, those.length - most)));
    this.drop((report) => old.has(report));
  }

  private drop(which: (report: KeptReport) => boolean): void {
    for (const [id, report] of this.kept) {
      if (!which(report)) continue;
      this.kept.delete(id);
      report.drop();
    }
  }
}
