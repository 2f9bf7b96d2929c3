import type { ApiResponse } from '../http/message.js';
import { html } from './html.js';
import { page } from './page.js';
import type { PageCall } from './request.js';

export function notFoundPage(call: PageCall): ApiResponse {
  return page(call, { title: call.words.nothingFound, body: html`<p>${call.words.notHere}</p>`, status: 404 });
}
