import { backoffMs } from '../../base/backoff.js';
import { cutOffAfter } from '../../base/cut-off.js';
import type { RealTime } from '../../base/real-time.js';
import type { Spool } from '../../base/spool.js';

/** What OneDrive takes at a time; a multiple of 320 KiB, as upload sessions demand. */
const pieceBytes = 10 * 320 * 1024;
const triesAPiece = 4;
const answerWithinMs = 60_000;
const longestWaitMs = 30_000;

type UploadTools = { fetch: typeof fetch; time: Pick<RealTime, 'now' | 'sleep'>; signal: AbortSignal };

/** The upload session did not take the file. */
export class UploadFailed extends Error {
  override name = 'UploadFailed';
}

/**
 * Sends a file to an upload session, piece by piece.
 * @throws UploadFailed when a piece is refused, or not taken after several tries
 * @see https://learn.microsoft.com/graph/api/driveitem-createuploadsession#upload-bytes-to-the-upload-session
 */
export async function upload(file: Spool, address: string, tools: UploadTools): Promise<void> {
  for (let start = 0; start < file.size; start += pieceBytes) {
    const end = Math.min(start + pieceBytes, file.size);
    await sendPiece(await file.read(start, end), `bytes ${start}-${end - 1}/${file.size}`, address, tools);
  }
}

async function sendPiece(
  body: Uint8Array,
  range: string,
  address: string,
  { fetch, time, signal }: UploadTools,
): Promise<void> {
  for (let attempt = 1; ; attempt += 1) {
    const { status, retryAfterMs } = await putPiece(body, range, address, { fetch, signal });
    // Sent before, and only the answer was lost.
    if ((status >= 200 && status < 300) || (status === 416 && attempt > 1)) return;
    const isPassing = status === 0 || status === 429 || status >= 500;
    if (!isPassing || attempt >= triesAPiece) {
      // The address itself is a key to the file: it must not reach the log.
      throw new UploadFailed(status === 0 ? 'no answer from the upload session' : `the upload session said ${status}`);
    }
    const wait = backoffMs(attempt, { firstMs: 1_000, longestMs: longestWaitMs }, retryAfterMs);
    await time.sleep(Math.min(wait, longestWaitMs), signal);
  }
}

/** Status 0: no answer. @throws what stopped it, once `signal` is aborted */
async function putPiece(
  body: Uint8Array,
  range: string,
  address: string,
  { fetch, signal }: Pick<UploadTools, 'fetch' | 'signal'>,
): Promise<{ status: number; retryAfterMs: number }> {
  const cutOff = cutOffAfter(answerWithinMs, signal);
  try {
    const answer = await fetch(address, {
      method: 'PUT',
      headers: { 'content-range': range, 'content-type': 'application/octet-stream' },
      body: body as Uint8Array<ArrayBuffer>,
      // Only this address was looked at.
      redirect: 'error',
      signal: cutOff.signal,
    });
    await answer.body?.cancel();
    const seconds = Number(answer.headers.get('retry-after') ?? 0);
    return { status: answer.status, retryAfterMs: Number.isFinite(seconds) ? seconds * 1000 : 0 };
  } catch (error) {
    if (signal.aborted) throw error;
    return { status: 0, retryAfterMs: 0 };
  } finally {
    cutOff.settled();
  }
}
