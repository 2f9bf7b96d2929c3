import { PortError } from '../../upgrade/ports.js';

/** What is read, or undefined when it does not exist. */
export async function noneIfNotFound<T>(read: Promise<T>): Promise<T | undefined> {
  try {
    return await read;
  } catch (error) {
    if (isNotFound(error)) return undefined;
    throw error;
  }
}

/** Whether a read failed since what it named does not exist. */
export function isNotFound(error: unknown): boolean {
  return error instanceof PortError && error.problem.is === 'notFound';
}
