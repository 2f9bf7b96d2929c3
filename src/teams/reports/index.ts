import type { Logger } from 'pino';
import { z } from 'zod';
import { TookTooLong, within } from '../../base/deadline.js';
import type { RealTime } from '../../base/real-time.js';
import { type Outcome, outcomes } from '../../engine/report/outcome.js';
import type { Report } from '../../engine/report/report.js';
import type { Upgrades } from '../../engine/upgrades.js';
import { type Clock, PortError } from '../../upgrade/ports.js';
import type { Run } from '../../upgrade/run/run.js';
import type { Statement } from '../cards/answers/statement.js';
import type { Cards } from '../cards/cards.js';
import type { ReportFile } from '../cards/report-file.js';
import type { Viewer } from '../cards/viewer.js';
import type { Answer } from '../conversation/conversation.js';
import type { Person } from '../conversation/person.js';
import { consentCard, infoCard } from './file-cards.js';
import { contentOf, fileNameOf, filesOf } from './files.js';
import type { Links } from './links.js';
import type { Offer, Offers } from './offers.js';
import { spool } from './spool.js';
import { UploadFailed, upload } from './upload.js';
import { mayUploadTo } from './upload-address.js';

/**
 * A run's report, as a card, and as files: in Teams the person is asked to take a file and it is put into their
 * OneDrive; elsewhere they get a link that is theirs and ends. Everything here is for somebody who may see the tenant,
 * which whoever calls has just read.
 */

/** How long a turn waits for Graph or OneDrive, in milliseconds. */
const patienceMs = 5_000;

type Asking = { person: Person; viewer: Viewer };

export interface Reports {
  /** The card that says what the report holds and how to take it. */
  card(asking: Asking, run: Run): Promise<Answer>;
  /** Asks the person to take one file, where their client can. */
  offer(asking: Asking, run: Run, file: ReportFile): Promise<Answer>;
  /** Takes the person's answer to that; `value` as it came, untrusted. */
  answered(asking: Asking, value: unknown): Promise<Answer>;
  /** Ends what is under way; it may be asked for again. */
  stop(): void;
}

export type ReportsOptions = {
  upgrades: Pick<Upgrades, 'report' | 'reportTaken'>;
  cards: Cards;
  links: Links;
  offers: Offers;
  clock: Clock;
  time: RealTime;
  /** Reaches OneDrive. */
  fetch: typeof fetch;
  /** The practice cloud: links are always there, and this machine may stand in for OneDrive. */
  practice: boolean;
  log: Logger;
};

const text = z.string().min(1).max(4_000);
const contextSchema = z.object({ offer: z.string().min(1).max(200), nonce: z.string().min(1).max(200) });
const answerSchema = z.discriminatedUnion('action', [
  z.object({
    action: z.literal('accept'),
    context: contextSchema,
    uploadInfo: z.object({ uploadUrl: text, contentUrl: text, name: text, uniqueId: text, fileType: text }),
  }),
  z.object({ action: z.literal('decline'), context: contextSchema }),
]);
type Accepted = Extract<z.infer<typeof answerSchema>, { action: 'accept' }>;

export function createReports(options: ReportsOptions): Reports {
  const { upgrades, cards, links, offers, clock, time, fetch, practice, log } = options;
  const stopping = new AbortController();
  /** Offers whose file is being saved now. */
  const underWay = new Set<string>();

  const say = (viewer: Viewer, message: Statement): Answer => ({ rendered: cards.statement(viewer, message) });
  /** The answer is a message of its own: what was pressed may be a card that changes every few seconds. */
  const apart = (viewer: Viewer, answer: Answer): Answer => ({
    ...answer,
    own: cards.reportWords(viewer.language).below,
  });

  /** What takes longer than a turn may last comes later, in the place of a word that says so. */
  async function inTime(viewer: Viewer, waiting: Statement, tenantId: string, work: Promise<Answer>): Promise<Answer> {
    const safe = work.catch((error: unknown): Answer => {
      if (error instanceof UploadFailed) {
        log.warn({ err: error }, 'a file could not be saved');
        return say(viewer, { text: 'fileNotSaved' });
      }
      if (!(error instanceof PortError)) throw error;
      log.warn({ doing: error.doing, problem: error.problem }, 'a report could not be read');
      const { problem } = error;
      return say(
        viewer,
        problem.is === 'denied' ? { text: 'denied', tenantId, needs: problem.needs } : { text: 'unreachable' },
      );
    });
    try {
      return await within(safe, patienceMs, time);
    } catch (error) {
      if (!(error instanceof TookTooLong)) throw error;
      return { ...say(viewer, waiting), later: safe };
    }
  }

  async function cardOf({ person, viewer }: Asking, report: Report): Promise<Answer> {
    const { run, asOf } = report;
    const counts = report.people && (await count(report.people));
    const whose = { tenantId: run.tenantId, runId: run.id, personId: person.id, language: viewer.language };
    const withLinks = practice || !person.takesFiles;
    const files = await Promise.all(
      filesOf(report).map(async (file) => {
        const link = withLinks ? await links.to(file, whose, clock.now()) : undefined;
        return { file, url: link?.url, ends: link?.ends };
      }),
    );
    const about = { asOf, counts, files, canSave: person.takesFiles, ends: files[0]?.ends };
    return { rendered: cards.report(run, viewer, { now: clock.now() }, about) };
  }

  async function offerOf({ person, viewer }: Asking, { run, asOf }: Report, file: ReportFile): Promise<Answer> {
    const { tenantId } = run;
    const words = cards.reportWords(viewer.language);
    const fileName = fileNameOf(run, file, asOf);
    const { context, earlier } = await offers.make({ tenantId, personId: person.id, runId: run.id, file, fileName });
    const description = words.saves(run.organization.displayName);
    return {
      rendered: consentCard(fileName, { description, bytes: guessedBytes(run, file), context }),
      sent: (activityId) => offers.change(context, { activityId }),
      ...(earlier === null ? {} : { drops: earlier }),
    };
  }

  async function save({ viewer, person }: Asking, offer: Offer, { context, uploadInfo }: Accepted): Promise<Answer> {
    const { tenantId, runId, file } = offer;
    const report = await upgrades.report(tenantId, runId);
    if (!report) return say(viewer, { text: 'foreignRun' });
    const saved = await spool(contentOf(report, file, cards.reportWords(viewer.language)));
    try {
      await upgrades.reportTaken(tenantId, runId, { id: person.id, name: person.name }, file);
      await upload(saved, uploadInfo.uploadUrl, { fetch, time, signal: stopping.signal });
    } finally {
      await saved.close();
    }
    await offers.change(context, { state: 'saved' });
    return { rendered: infoCard(uploadInfo), ...dropping(offer) };
  }

  async function accept(asking: Asking, offer: Offer, accepted: Accepted): Promise<Answer> {
    const { viewer } = asking;
    if (offer.state === 'saved') return { ...say(viewer, { text: 'fileSavedBefore' }), ...dropping(offer) };
    const key = offer.nonce;
    if (underWay.has(key)) return say(viewer, { text: 'fileBeingSaved' });
    const { uploadUrl } = accepted.uploadInfo;
    if (!mayUploadTo(uploadUrl, practice)) {
      const host = URL.canParse(uploadUrl) ? new URL(uploadUrl).host : 'no address';
      log.warn({ host, run: offer.runId }, 'a file was to be sent to an address that is not OneDrive');
      return say(viewer, { text: 'uploadRefused' });
    }
    underWay.add(key);
    const work = save(asking, offer, accepted).finally(() => underWay.delete(key));
    return inTime(viewer, { text: 'fileBeingSaved' }, offer.tenantId, work);
  }

  async function card(asking: Asking, { tenantId, id }: Run): Promise<Answer> {
    const { viewer } = asking;
    const report = await upgrades.report(tenantId, id);
    if (!report) return say(viewer, { text: 'foreignRun' });
    return apart(viewer, await inTime(viewer, { text: 'stillLooking' }, tenantId, cardOf(asking, report)));
  }

  return {
    card,

    async offer(asking, run, file) {
      const report = await upgrades.report(run.tenantId, run.id);
      if (!report || !asking.person.takesFiles || !filesOf(report).includes(file)) return card(asking, run);
      return apart(asking.viewer, await offerOf(asking, report, file));
    },

    async answered(asking, value) {
      const { viewer, person } = asking;
      const parsed = answerSchema.safeParse(value);
      const offer = parsed.success
        ? await offers.find(parsed.data.context, { ...person, personId: person.id })
        : undefined;
      if (!parsed.success || !offer) return say(viewer, { text: 'offerUnknown' });
      if (parsed.data.action === 'accept') return accept(asking, offer, parsed.data);
      await offers.change(parsed.data.context, { state: 'declined' });
      return { ...say(viewer, { text: 'fileDeclined' }), ...dropping(offer) };
    },

    stop: () => stopping.abort(),
  };
}

/** The message that asked has served its purpose. */
const dropping = ({ activityId }: Offer): Pick<Answer, 'drops'> => (activityId === null ? {} : { drops: activityId });

async function count(people: NonNullable<Report['people']>): Promise<{ outcome: Outcome; people: number }[]> {
  const counts = new Map<Outcome, number>();
  for await (const page of people) {
    for (const { outcome } of page) counts.set(outcome, (counts.get(outcome) ?? 0) + 1);
  }
  return outcomes.flatMap((outcome) => {
    const found = counts.get(outcome);
    return found === undefined ? [] : [{ outcome, people: found }];
  });
}

/** Teams shows a size when it asks; what it will be is not known before everything is read. */
function guessedBytes({ snapshot, audit }: Run, file: ReportFile): number {
  const people = snapshot?.people ?? 0;
  return {
    people: 300 + people * 250,
    audit: 200 + audit.length * 150,
    all: 2_000 + people * 450 + audit.length * 200,
  }[file];
}
