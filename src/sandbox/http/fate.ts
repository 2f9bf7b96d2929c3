import type { ApiResponse } from './message.js';

/** What becomes of a request: an answer, or the connection's end, now or never. */
export type Fate =
  | { readonly is: 'answer'; readonly response: ApiResponse; readonly delayMs: number }
  | { readonly is: 'reset'; readonly delayMs: number }
  | { readonly is: 'hang' };

export function answered(response: ApiResponse, delayMs = 0): Fate {
  return { is: 'answer', response, delayMs };
}

export function later(fate: Fate, ms: number): Fate {
  return fate.is === 'hang' ? fate : { ...fate, delayMs: fate.delayMs + ms };
}
