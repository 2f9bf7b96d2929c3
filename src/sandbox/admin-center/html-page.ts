import { skuWithId } from '../catalogue/skus.js';
import type { ApiResponse } from '../http/message.js';
import { openTransition } from '../world/open-transition.js';
import { html, type Markup } from './html.js';
import { link, type PageCall } from './page-call.js';
import { style } from './style.js';

interface PageContent {
  readonly title: string;
  readonly body: Markup;
  /** Shown as an alert above the content. */
  readonly problem?: string | undefined;
  /** 400 when there is a problem, if nothing else is said. */
  readonly status?: number;
}

/** A whole page: heading, navigation, what goes on in the tenant, content. */
export function htmlPage(
  call: PageCall,
  { title, body, problem, status = problem === undefined ? 200 : 400 }: PageContent,
): ApiResponse {
  const { tenant, words, path } = call;
  const moving = openTransition(tenant);
  const target = moving && skuWithId(moving.toSkuId)?.displayName;
  const document = html`<!doctype html>
<html lang="${words.lang}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${title} - ${words.site}</title>
<style>${style}</style>
</head>
<body>
<a class="skip" href="#content">${words.skip}</a>
<header>
<p>${words.site} · ${tenant.scenario.displayName} · ${words.practice}</p>
<nav aria-label="${words.billing}">
<a href="${link(call, '/')}">${words.yourProducts}</a>
<a href="${link(call, '/purchase')}">${words.purchaseServices}</a>
<a href="${link(call, path, words.lang === 'sv' ? 'en' : 'sv')}" lang="${words.lang === 'sv' ? 'en' : 'sv'}">${words.otherLanguage}</a>
</nav>
</header>
<main id="content">
<h1>${title}</h1>
${target === undefined ? undefined : html`<p role="status" class="note">${words.upgrading(target)}</p>`}
${problem === undefined ? undefined : html`<p role="alert" class="problem" id="problem">${problem}</p>`}
${body}
</main>
</body>
</html>
`;
  return { status, headers: pageHeaders, body: document.text };
}

/** Nothing is loaded from anywhere, nothing runs, and forms come back here. */
export const pageHeaders = {
  'Content-Type': 'text/html; charset=utf-8',
  'Content-Security-Policy': "default-src 'none'; style-src 'unsafe-inline'; form-action 'self'; base-uri 'none'",
  'Cache-Control': 'no-store',
} as const;
