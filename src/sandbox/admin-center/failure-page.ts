import type { ApiResponse, HeaderMap } from '../http/message.js';
import { html } from './html.js';
import { pageHeaders } from './html-page.js';
import { en } from './words-en.js';

/** A page for when there is no tenant to speak of, or the sandbox itself fails. */
export function failurePage(status: number, headers: HeaderMap = {}): ApiResponse {
  const text = status === 404 ? en.notHere : en.failed;
  const { text: body } = html`<!doctype html>
<html lang="en"><head><meta charset="utf-8"><title>${en.site}</title></head>
<body><main><h1>${en.site}</h1><p role="alert">${text}</p></main></body></html>
`;
  return { status, headers: { ...pageHeaders, ...headers }, body };
}
