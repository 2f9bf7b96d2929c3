import type { Request, Response } from 'restify';
import { canBeAnswered, readActivity, wantsAnswer } from './activity.js';
import type { TeamsAdapter } from './adapter.js';
import { sendError } from './http-errors.js';
import type { TurnMetrics } from './metrics.js';
import { readJsonBody } from './request-body.js';
import type { Turn } from './turn.js';

type Options = {
  adapter: Pick<TeamsAdapter, 'receive'>;
  takeTurn: (turn: Turn) => Promise<void>;
  metrics: TurnMetrics;
};

const refusals = {
  malformed: 400,
  tooLarge: 413,
  wrongType: 415,
  noToken: 401,
  badToken: 403,
  keysUnavailable: 503,
} as const;

/** POST /api/messages: an activity is read, and its turn taken if it is genuine. Rejects only for defects. */
export async function receiveActivity(options: Options, request: Request, response: Response): Promise<void> {
  const { adapter, takeTurn, metrics } = options;
  const body = await readJsonBody(request);
  if (body.is === 'broken') return;
  if (body.is !== 'json') {
    // The rest of a body that is too large is not worth reading.
    if (body.is === 'tooLarge') response.header('connection', 'close');
    return sendError(response, refusals[body.is]);
  }
  const activity = readActivity(body.value);
  if (!activity || (wantsAnswer(activity) && !canBeAnswered(activity))) return sendError(response, 400);
  const end = metrics.turn(activity.type);
  let outcome = 'failed';
  try {
    const received = await adapter.receive(request.headers.authorization, activity, takeTurn);
    outcome = received.is;
    if (received.is !== 'done') sendError(response, refusals[received.is]);
    else if (received.body === undefined) response.send(received.status);
    else response.send(received.status, received.body);
  } finally {
    end(outcome);
  }
}
