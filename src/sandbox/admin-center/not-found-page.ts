import type { ApiResponse } from '../http/message.js';
import { html } from './html.js';
import { htmlPage } from './html-page.js';
import type { PageCall } from './page-call.js';

export function notFoundPage(call: PageCall): ApiResponse {
  return htmlPage(call, { title: call.words.nothingFound, body: html`<p>${call.words.notHere}</p>`, status: 404 });
}
