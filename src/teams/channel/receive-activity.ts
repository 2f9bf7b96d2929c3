import type { Request, Response } from 'restify';
import { canBeAnswered, readActivity, wantsAnswer } from './activity.js';
import type { TeamsAdapter } from './adapter.js';
import { type HttpError, sendError } from './http-errors.js';
import { jsonOf } from './json-of.js';
import type { TurnMetrics } from './metrics.js';
import { readJsonBody } from './request-body.js';
import type { Genuine } from './tokens/caller.js';
import type { Turn } from './turn.js';

type Options = {
  adapter: Pick<TeamsAdapter, 'receive'>;
  takeTurn: (turn: Turn) => Promise<void>;
  metrics: TurnMetrics;
};

const refusals = { malformed: 400, tooLarge: 413, badToken: 403 } as const satisfies Record<string, HttpError>;

/**
 * POST /api/messages, of a caller who may bring activities: the body is read as far as it could be one, and its turn
 * is taken if it is. Rejects only for defects.
 */
export async function receiveActivity(
  { adapter, takeTurn, metrics }: Options,
  caller: Genuine,
  request: Request,
  response: Response,
): Promise<void> {
  if (request.headers.expect !== undefined) response.writeContinue();
  const body = await readJsonBody(request, metrics.read);
  if (body.is === 'broken') return;
  if (body.is !== 'json') {
    // What else the caller sends is not worth reading.
    if (!request.complete) response.header('connection', 'close');
    return sendError(response, refusals[body.is]);
  }
  const activity = readActivity(body.value);
  if (!activity || (wantsAnswer(activity) && !canBeAnswered(activity))) return sendError(response, 400);
  const end = metrics.turn(activity.type);
  let outcome = 'failed';
  try {
    const received = await adapter.receive(caller, activity, takeTurn);
    outcome = received.is;
    if (received.is !== 'done') sendError(response, refusals[received.is]);
    else answer(response, received.status, received.body);
  } finally {
    end(outcome);
  }
}

/** Written as it is: nothing has to be found out of what the caller takes, and of which kind it is. */
function answer(response: Response, status: number, body: unknown): void {
  const text = body === undefined ? '' : jsonOf(body);
  if (body === undefined) response.writeHead(status, { 'content-length': 0 });
  else response.writeHead(status, { 'content-type': 'application/json', 'content-length': text.length });
  response.end(text, 'latin1');
}
