import type { IncomingMessage, ServerResponse } from 'node:http';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { Logger } from 'pino';
import type { Upgrades } from '../../engine/upgrades.js';
import { StorageFailed } from '../../storage/failures.js';
import { type Clock, PortError } from '../../upgrade/ports.js';
import { may } from '../../upgrade/tenant/roles.js';
import type { Cards } from '../cards/cards.js';
import type { Language } from '../cards/words/languages.js';
import type { LinkProblem } from '../cards/words/report-words.js';
import type { Access } from '../people/access.js';
import type { Followers } from '../people/followers.js';
import { contentOf, contentTypes, fileNameOf } from './files.js';
import type { Links } from './links.js';
import type { Claim } from './token.js';

/** Answers GET and HEAD of a link: only what it was signed for, only in time, only while its person may see it. */
export type Download = (token: string, request: IncomingMessage, response: ServerResponse) => Promise<void>;

type Options = {
  links: Links;
  upgrades: Pick<Upgrades, 'report' | 'reportTaken'>;
  access: Pick<Access, 'rolesNow'>;
  followers: Pick<Followers, 'get'>;
  cards: Pick<Cards, 'reportWords'>;
  clock: Clock;
  log: Logger;
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

export function createDownload(options: Options): Download {
  const { links, upgrades, access, followers, cards, clock, log } = options;

  function refuse(response: ServerResponse, problem: LinkProblem, language: Language): void {
    const { link } = cards.reportWords(language);
    response.writeHead(statuses[problem], { ...privately, 'content-type': 'text/plain; charset=utf-8' });
    response.end(`${link(problem)}\n`);
  }

  async function send(claim: Claim, request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { tenantId, runId, personId, file, language } = claim;
    const roles = await access.rolesNow(tenantId, personId);
    if (roles === undefined) return refuse(response, 'unreachable', language);
    if (!may('see', roles)) return refuse(response, 'notAllowed', language);
    const report = await upgrades.report(tenantId, runId);
    if (!report) return refuse(response, 'noReport', language);
    const headers = {
      ...privately,
      'content-type': contentTypes[file],
      'content-disposition': `attachment; filename="${fileNameOf(report.run, file, report.asOf)}"`,
    };
    if (request.method === 'HEAD') {
      response.writeHead(200, headers);
      response.end();
      return;
    }
    const content = contentOf(report, file, cards.reportWords(language))[Symbol.asyncIterator]();
    // Until the first piece is there, it can still be said in words that Microsoft does not answer.
    const first = await content.next();
    await upgrades.reportTaken(tenantId, runId, { id: personId, name: await nameOf(claim) }, file);
    response.writeHead(200, headers);
    const rest: AsyncIterable<string> = { [Symbol.asyncIterator]: () => content };
    try {
      await pipeline(Readable.from(joined(first, rest)), response);
    } catch (error) {
      // The connection is cut, so nobody takes half a file for a whole one.
      log.warn({ err: error, run: runId }, 'a report was not sent to its end');
    }
  }

  async function nameOf({ tenantId, personId }: Claim): Promise<string> {
    return (await followers.get(tenantId, personId))?.name || personId;
  }

  return async (token, request, response) => {
    const read = await links.read(token, clock.now());
    if (read.is === 'invalid') return refuse(response, 'invalid', preferred(request));
    if (read.is === 'expired') return refuse(response, 'expired', read.claim.language);
    try {
      await send(read.claim, request, response);
    } catch (error) {
      if (response.headersSent || !(error instanceof PortError || error instanceof StorageFailed)) throw error;
      log.warn({ err: error, run: read.claim.runId }, 'a report could not be read');
      refuse(response, 'unreachable', read.claim.language);
    }
  };
}

async function* joined(first: IteratorResult<string>, rest: AsyncIterable<string>): AsyncIterable<string> {
  if (first.done) return;
  yield first.value;
  yield* rest;
}

const preferred = (request: IncomingMessage): Language =>
  /^\s*sv\b/i.test(request.headers['accept-language'] ?? '') ? 'sv' : 'en';
