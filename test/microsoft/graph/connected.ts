import type { ConnectionOptions } from '../../../src/microsoft/call.js';
import { graphDirectory, leanFetch } from '../../../src/microsoft/index.js';
import type { Directory } from '../../../src/upgrade/ports.js';
import { type AnsweringServer, answeringServer, type Reply, type Seen } from '../answering-server.js';

/** The directory on a server that answers what the test says. Pauses are noted, not waited. */
export async function connectedDirectory(
  answer: (request: Seen, nth: number, base: string) => Reply,
  more: Pick<ConnectionOptions, 'quota' | 'canWait'> = {},
): Promise<{ directory: Directory; server: AnsweringServer; pauses: number[] }> {
  const pauses: number[] = [];
  const server: AnsweringServer = await answeringServer((request, nth) => answer(request, nth, server.url));
  const directory = graphDirectory({
    baseUrl: `${server.url}/v1.0`,
    fetch: leanFetch,
    tokens: async () => 'token',
    sleep: async (ms) => void pauses.push(ms),
    now: () => new Date('2026-03-02T10:00:00Z'),
    ...more,
  });
  return { directory, server, pauses };
}

type BatchBody = {
  requests: { id: string; method: string; url: string; headers?: Record<string, string>; body?: unknown }[];
};

export function batchOf(request: Seen): BatchBody['requests'] {
  return (request.body as BatchBody).requests;
}
