import { type OpenSandbox, tenantId } from './support.js';

/** A page as a person sees it: where it is, what it says, and its HTML. */
export interface Page {
  readonly url: string;
  readonly status: number;
  readonly html: string;
  /** What can be read, tags left out. */
  readonly text: string;
}

interface Form {
  readonly action: string;
  readonly method: string;
  readonly label: string;
  readonly fields: Record<string, string>;
}

/** A person at the admin center's pages: opens them, follows links and presses buttons by the names they bear. */
export function visitor(sandbox: Pick<OpenSandbox, 'url'>, lang: 'en' | 'sv' = 'en') {
  const load = async (url: string, init: RequestInit = {}): Promise<Page> => {
    const response = await fetch(url, init);
    const html = await response.text();
    return { url: response.url, status: response.status, html, text: readable(html) };
  };
  return {
    /** Opens a page of the tenant by its path. */
    open: (path = '/', tenant = tenantId) =>
      load(`${sandbox.url}/admin-center/${tenant}${path}${lang === 'sv' ? '?lang=sv' : ''}`),
    async follow(page: Page, name: string): Promise<Page> {
      const links = [...page.html.matchAll(/<a\s([^>]*)>([^<]*)<\/a>/g)].map(([, attributes = '', text = '']) => ({
        name: unescaped(attribute(attributes, 'aria-label') ?? text),
        href: attribute(attributes, 'href') ?? '',
      }));
      const found = links.find((link) => link.name === name);
      if (!found) throw new Error(`no link "${name}" among: ${links.map((link) => link.name).join(', ')}`);
      return load(new URL(unescaped(found.href), page.url).href);
    },
    async press(page: Page, button: string, filledIn: Record<string, string> = {}): Promise<Page> {
      const form = formsOf(page.html).find(({ label }) => label === button);
      if (!form) throw new Error(`no button "${button}" on ${page.url}`);
      const fields = new URLSearchParams({ ...form.fields, ...filledIn });
      const url = new URL(form.action, page.url);
      if (form.method === 'post') return load(url.href, { method: 'POST', body: fields });
      url.search = fields.toString();
      return load(url.href);
    },
  };
}

function formsOf(html: string): Form[] {
  return [...html.matchAll(/<form\s([^>]*)>([\s\S]*?)<\/form>/g)].map(([, attributes = '', inside = '']) => {
    const fields: Record<string, string> = {};
    for (const [, input = ''] of inside.matchAll(/<input\s([^>]*)>/g)) {
      const name = attribute(input, 'name');
      const isLeftOut = attribute(input, 'type') === 'radio' && !/\schecked/.test(input);
      if (name !== undefined && !isLeftOut) fields[name] = unescaped(attribute(input, 'value') ?? '');
    }
    const [, button = '', text = ''] = /<button\s([^>]*)>([^<]*)<\/button>/.exec(inside) ?? [];
    return {
      action: unescaped(attribute(attributes, 'action') ?? ''),
      method: attribute(attributes, 'method') ?? 'get',
      label: unescaped(attribute(button, 'aria-label') ?? text),
      fields,
    };
  });
}

function attribute(attributes: string, name: string): string | undefined {
  return new RegExp(`(?:^|\\s)${name}="([^"]*)"`).exec(attributes)?.[1];
}

function readable(html: string): string {
  return unescaped(
    html
      .replace(/<style>[\s\S]*?<\/style>/g, '')
      .replace(/<[^>]+>/g, ' ')
      .replace(/\s+/g, ' '),
  );
}

function unescaped(text: string): string {
  return text.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&quot;', '"').replaceAll('&amp;', '&');
}
