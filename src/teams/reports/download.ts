import type { IncomingMessage, ServerResponse } from 'node:http';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { BoundedMap } from '../../base/bounded-map.js';
import { keyOf } from '../../base/key-of.js';
import { type ActionOutcome, tellAction } from '../../engine/action-log.js';
import { StorageFailed } from '../../storage/failures.js';
import { PortError } from '../../upgrade/ports.js';
import { may } from '../../upgrade/tenant/roles.js';
import { firstLanguage, type Language, languageOfLocale } from '../cards/words/languages.js';
import type { LinkProblem } from '../cards/words/report-words.js';
import type { Parts } from '../parts.js';
import { contentOf, contentTypes, reportFileName } from './files.js';
import type { Links } from './links.js';
import type { Claim } from './token.js';

type DownloadOptions = Pick<Parts, 'upgrades' | 'access' | 'followers' | 'cards' | 'clock' | 'log'> & {
  links: Links;
  /** Links by which a file was taken: that is written down once, however often it is opened. */
  taken: BoundedMap<string, Promise<void>>;
};

const statuses: Record<LinkProblem, number> = {
  invalid: 403,
  notAllowed: 403,
  expired: 410,
  noReport: 410,
  unreachable: 503,
};

/** For whoever keeps the answer, on disk or on the way. */
const privately = {
  'cache-control': 'no-store',
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
};

/**
 * Answers GET and HEAD of a link: only what it was signed for, only in time, only while its person may see it. Rejects
 * only for defects.
 */
export async function download(
  options: DownloadOptions,
  token: string,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const { links, clock, log } = options;
  const refuse = (problem: LinkProblem, language: Language) => sendProblem(options, response, problem, language);
  const read = links.read(token, clock.now());
  if (read.is === 'invalid') return refuse('invalid', preferred(request));
  const { claim } = read;
  if (read.is === 'expired') return refuse('expired', claim.language);
  try {
    const problem = await whyNot(options, claim);
    tellAction(
      log,
      { tenantId: claim.tenantId, by: claim.personId, verb: 'openLink', runId: claim.runId },
      outcomes(problem),
    );
    if (problem) return refuse(problem, claim.language);
    if (!(await sendFile(options, claim, request, response))) return refuse('noReport', claim.language);
  } catch (error) {
    if (response.headersSent || !(error instanceof PortError || error instanceof StorageFailed)) throw error;
    log.warn({ err: error, run: claim.runId }, 'a report could not be read');
    refuse('unreachable', claim.language);
  }
}

const outcomes = (problem: LinkProblem | undefined): ActionOutcome => {
  if (problem === undefined) return { is: 'done' };
  return problem === 'notAllowed' ? { is: 'missingRole', why: 'see' } : { is: 'notRead' };
};

async function whyNot({ access }: DownloadOptions, claim: Claim): Promise<LinkProblem | undefined> {
  const roles = await access.rolesOnTheWay(claim.tenantId, claim.personId);
  if (roles === undefined) return 'unreachable';
  return may('see', roles) ? undefined : 'notAllowed';
}

/** @returns false when there is no such report; nothing was sent then */
async function sendFile(
  options: DownloadOptions,
  claim: Claim,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<boolean> {
  const { upgrades, cards, log } = options;
  const { tenantId, runId, file, language, report: id } = claim;
  const report = await upgrades.report(tenantId, runId, id);
  if (!report) return false;
  const headers = {
    ...privately,
    'content-type': contentTypes[file],
    'content-disposition': `attachment; filename="${reportFileName(report.run, file, report.asOf)}"`,
  };
  if (request.method === 'HEAD') {
    response.writeHead(200, headers);
    response.end();
    return true;
  }
  const content = contentOf(report, file, cards.reportWords(language))[Symbol.asyncIterator]();
  // Until the first piece is there, it can still be said in words that Microsoft does not answer.
  const first = await content.next();
  await noteTaken(options, claim);
  response.writeHead(200, headers);
  try {
    await pipeline(Readable.from(joined(first, content)), response);
  } catch (error) {
    // The connection is cut, so nobody takes half a file for a whole one.
    log.warn({ err: error, run: runId }, 'a report was not sent to its end');
  }
  return true;
}

/** Resolves once it is written down who took the file by this link: once for all who open it. */
async function noteTaken({ upgrades, followers, taken }: DownloadOptions, claim: Claim): Promise<void> {
  const { tenantId, runId, personId, file, expires } = claim;
  const link = keyOf(tenantId, runId, personId, file, `${expires}`);
  const note = async () => {
    const name = (await followers.get(tenantId, personId))?.name || personId;
    await upgrades.reportTaken(tenantId, runId, { id: personId, name }, file);
  };
  const noted = taken.get(link) ?? note();
  taken.set(link, noted);
  try {
    await noted;
  } catch (error) {
    taken.delete(link);
    throw error;
  }
}

async function* joined(first: IteratorResult<string>, rest: AsyncIterator<string>): AsyncIterable<string> {
  if (first.done) return;
  yield first.value;
  yield* { [Symbol.asyncIterator]: () => rest };
}

function sendProblem({ cards }: DownloadOptions, response: ServerResponse, problem: LinkProblem, language: Language) {
  const { link } = cards.reportWords(language);
  response.writeHead(statuses[problem], { ...privately, 'content-type': 'text/plain; charset=utf-8' });
  response.end(`${link(problem)}\n`);
}

const preferred = (request: IncomingMessage): Language =>
  languageOfLocale(request.headers['accept-language'] ?? '') ?? firstLanguage;
