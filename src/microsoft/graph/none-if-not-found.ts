import { hasProblem } from '../../upgrade/ports.js';

/** What is read, or undefined when it does not exist. */
export async function noneIfNotFound<T>(read: Promise<T>): Promise<T | undefined> {
  try {
    return await read;
  } catch (error) {
    if (hasProblem(error, 'notFound')) return undefined;
    throw error;
  }
}
