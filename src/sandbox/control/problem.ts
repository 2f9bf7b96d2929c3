import type { ApiResponse } from '../http/message.js';

/** An answer that says in a sentence what is wrong with what a tester asked for. */
export function problem(status: number, sentence: string): ApiResponse {
  return { status, body: { error: { message: sentence } } };
}
