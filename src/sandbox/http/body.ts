import type { IncomingMessage } from 'node:http';

export type Received = { readonly text: string } | { readonly problem: 'tooLarge' | 'aborted' };

const largest = 4 * 1024 * 1024;

/** Reads a request's body, up to 4 MB. */
export async function receive(request: IncomingMessage): Promise<Received> {
  const chunks: Buffer[] = [];
  let size = 0;
  try {
    for await (const chunk of request as AsyncIterable<Buffer>) {
      size += chunk.length;
      // The rest is read and let go: a caller that is still sending would not hear an answer.
      if (size <= largest) chunks.push(chunk);
    }
  } catch {
    // The caller went away; there is nobody left to tell.
    return { problem: 'aborted' };
  }
  if (size > largest) return { problem: 'tooLarge' };
  return { text: Buffer.concat(chunks).toString('utf8') };
}

/** The JSON in a text; `{}` for none at all is for the caller to decide. */
export function parseJson(text: string): { readonly value: unknown } | undefined {
  if (text.trim() === '') return { value: undefined };
  try {
    return { value: JSON.parse(text) };
  } catch {
    // Undefined means "not JSON"; each API words that in its own way.
    return undefined;
  }
}

export type Issues = readonly { readonly path: readonly PropertyKey[]; readonly message: string }[];

/** Why a body was not understood, in one line. */
export function bodyProblem([first]: Issues): string {
  return `The request body is not valid: ${first?.path.join('.')} ${first?.message ?? ''}`.trim();
}
