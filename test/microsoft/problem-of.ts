import { PortError, type Problem } from '../../src/upgrade/ports.js';

/** The problem a call rejects with; fails the test when it does not reject with a PortError. */
export async function problemFrom(promise: Promise<unknown>): Promise<Problem> {
  const { problem } = await portErrorFrom(promise);
  return problem;
}

export async function portErrorFrom(promise: Promise<unknown>): Promise<PortError> {
  const error = await promise.then(
    (value) => new Error(`Resolved with ${JSON.stringify(value)}`),
    (reason: unknown) => reason,
  );
  if (error instanceof PortError) return error;
  throw error;
}
