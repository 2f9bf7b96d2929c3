import type { Admitted } from './api.js';
import { parseJson } from './http/body.js';
import type { ApiResponse, WireRequest } from './http/message.js';
import { readToken } from './tokens.js';

/** How an API says no before it looks at what is asked. */
interface Refusals {
  readonly badToken: (why: string) => ApiResponse;
  readonly notJson: () => ApiResponse;
}

/** Lets in whoever has a token for this audience and sends JSON or nothing. The tenant is the token's. */
export function admitWithToken(
  { headers, text }: Pick<WireRequest, 'headers' | 'text'>,
  audience: string,
  now: number,
  { badToken, notJson }: Refusals,
): Admitted | { readonly refusal: ApiResponse } {
  const verdict = readToken(headers.authorization, audience, now);
  if ('refusal' in verdict) return { refusal: badToken(verdict.refusal) };
  const json = parseJson(text);
  if (!json) return { refusal: notJson() };
  const { tenant, app } = verdict.claims;
  return { tenant, app, body: json.value };
}
