import type { Logger } from 'pino';
import type { Next, Request, Response } from 'restify';
import { TookTooLong, within } from '../../base/deadline.js';
import { machineTime } from '../../base/real-time.js';
import { sendError } from './http-errors.js';

export type Handler = (request: Request, response: Response) => Promise<void>;

/** Lets no request end the process, and knows which are still being answered. */
export class RequestsUnderWay {
  private readonly underWay = new Set<Promise<void>>();

  constructor(private readonly log: Logger) {}

  /** What restify calls: whatever `work` rejects with is logged, and answered with 500. */
  handle(work: Handler) {
    return (request: Request, response: Response, next: Next): void => {
      const done = work(request, response)
        .catch((error: unknown) => {
          this.log.error({ err: error }, 'a request failed');
          if (!response.headersSent) sendError(response, 500);
        })
        .finally(() => {
          this.underWay.delete(done);
          next();
        });
      this.underWay.add(done);
    };
  }

  /** Resolves when all have been answered, or `patienceMs` milliseconds have passed. */
  async ended(patienceMs: number): Promise<void> {
    await within(Promise.all(this.underWay), patienceMs, machineTime()).catch((error: unknown) => {
      if (!(error instanceof TookTooLong)) throw error;
    });
  }
}
