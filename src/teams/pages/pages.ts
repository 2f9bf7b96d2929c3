import { readdirSync, readFileSync } from 'node:fs';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { join } from 'node:path';
import { z } from 'zod';
import { firstLanguage, type Language, languageOfLocale, nameOf } from '../cards/words/languages.js';

/**
 * The pages that people read in a browser: what is kept of them, the terms, and where Microsoft Entra leads an
 * administrator who was asked for consent. Their texts are in `docs/pages`, a folder a language; nothing on them comes
 * from a tenant.
 */

const pageNames = ['privacy', 'terms', 'consented', 'refused'] as const;
type PageName = (typeof pageNames)[number];

/** What a page says that depends on who runs the bot. */
export type PageFacts = {
  /** Who runs it, and how they are reached. */
  operator: string | undefined;
  /** How long what is kept is kept, in days. */
  days: { runs: number; snapshots: number; people: number };
  /** What the app asks for. */
  permissions: readonly string[];
};

export type Pages = ReturnType<typeof createPages>;

const wordsSchema = z.strictObject({
  /** Whoever runs it, where they do not say who they are. */
  operator: z.string(),
  /** What each permission is for, by its name. */
  permissions: z.record(z.string(), z.string()),
});

const headers = {
  'content-type': 'text/html; charset=utf-8',
  'content-security-policy':
    "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'; form-action 'none'",
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
  'cache-control': 'no-cache',
};

/**
 * Reads the pages, once.
 * @param folder a folder a language in it, and the frame around every page
 * @throws Error that names the file of a page that is missing
 */
export function createPages(folder: string, facts: PageFacts) {
  const frame = readFileSync(join(folder, 'page.html'), 'utf8');
  const languages = readdirSync(folder, { withFileTypes: true }).flatMap((one) => (one.isDirectory() ? one.name : []));
  const texts = new Map(
    languages.flatMap((language) =>
      pageNames.map((name) => [`${language}/${name}`, readFileSync(join(folder, language, `${name}.html`), 'utf8')]),
    ),
  );

  const words = new Map(
    languages.map((language) => [language, readWords(join(folder, language, 'words.json'), facts)]),
  );

  function pageOf(name: PageName, language: Language, path: string, problem: string): string {
    const own = words.get(language);
    const { operator = own?.operator ?? '', days, permissions } = facts;
    const rows = permissions.map((one) => `<tr><td>${one}</td><td>${escaped(own?.permissions[one] ?? '')}</td></tr>`);
    const values: Record<string, string> = {
      language,
      languages: languages
        .map((other) => `<a href="${path}?lang=${other}" lang="${other}">${escaped(nameOf(other, other))}</a>`)
        .join(''),
      operator: escaped(operator),
      runs: String(days.runs),
      snapshots: String(days.snapshots),
      people: String(days.people),
      permissions: `<table>\n${rows.join('\n')}\n</table>`,
      problem: escaped(problem),
    };
    const filled = (text: string, more: Record<string, string>): string =>
      text.replace(/\{\{(\w+)\}\}/g, (whole, key: string) => more[key] ?? values[key] ?? whole);
    return filled(frame, { page: filled(texts.get(`${language}/${name}`) ?? '', {}) });
  }

  const send = (request: IncomingMessage, response: ServerResponse, name: PageName, problem = ''): void => {
    const { pathname, searchParams } = new URL(request.url ?? '/', 'http://pages');
    const wanted = searchParams.get('lang') ?? request.headers['accept-language'] ?? '';
    const language = languageOfLocale(wanted) ?? firstLanguage;
    const spoken = languages.includes(language) ? language : firstLanguage;
    response.writeHead(200, { ...headers, 'content-language': spoken });
    response.end(pageOf(name, spoken, pathname.replace(/^.*\//, ''), problem));
  };

  return {
    privacy: (request: IncomingMessage, response: ServerResponse) => send(request, response, 'privacy'),
    terms: (request: IncomingMessage, response: ServerResponse) => send(request, response, 'terms'),
    /**
     * Where Entra leads after it asked for consent: with `admin_consent=True`, or with an error.
     * @see https://learn.microsoft.com/entra/identity-platform/v2-admin-consent
     */
    consented(request: IncomingMessage, response: ServerResponse) {
      const { searchParams } = new URL(request.url ?? '/', 'http://pages');
      const error = searchParams.get('error');
      const granted = /^true$/i.test(searchParams.get('admin_consent') ?? '') && error === null;
      if (granted) return send(request, response, 'consented');
      const said = searchParams.get('error_description') ?? error ?? 'no answer';
      send(request, response, 'refused', said.slice(0, longestProblem));
    },
  };
}

function readWords(file: string, { permissions }: PageFacts): z.infer<typeof wordsSchema> {
  const words = wordsSchema.parse(JSON.parse(readFileSync(file, 'utf8')));
  const missing = permissions.filter((name) => words.permissions[name] === undefined);
  if (missing.length > 0) throw new Error(`${file} does not say what these permissions are for: ${missing.join(', ')}`);
  return words;
}

const longestProblem = 500;

const entities: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };
const escaped = (text: string): string => text.replace(/[&<>"']/g, (sign) => entities[sign] ?? sign);
