import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Ajv2020 } from 'ajv/dist/2020.js';
import ajvFormats from 'ajv-formats';

type Parameter = { name: string; in: string; required?: boolean };
type Content = { content?: { 'application/json'?: unknown } };
type Operation = { parameters?: Parameter[]; requestBody?: Content; responses: Record<string, Content> };
type OpenApi = { paths: Record<string, Record<string, Operation>> };

export type Exchange = { method: string; path: string; request: Headers; sent: unknown; status: number; got: unknown };

/** Checks requests and answers against an OpenAPI description. */
export type Contract = {
  /** What is wrong with an exchange; empty when nothing is. */
  faults(exchange: Exchange): string[];
};

/** @param dir the folder of the descriptions; @param file the file name of one; @param base the path all of its paths are below */
export function readContract(dir: string, file: string, base: string): Contract {
  const api = JSON.parse(readFileSync(join(dir, file), 'utf8')) as OpenApi;
  const ajv = new Ajv2020({ strict: false, allErrors: true });
  ajvFormats.default(ajv);
  ajv.addSchema(api, 'api');
  const templates = Object.keys(api.paths).map((template) => ({ template, matches: patternOf(template) }));

  function bodyFaults(what: string, body: unknown, ...pointer: string[]): string[] {
    const $ref = `api#/${[...pointer, 'content', 'application/json', 'schema'].map(escaped).join('/')}`;
    const validate = ajv.compile({ $ref });
    return validate(body) ? [] : [`${what}: ${ajv.errorsText(validate.errors)}`];
  }

  return {
    faults({ method, path, request, sent, status, got }) {
      const url = new URL(path.slice(base.length), 'http://any');
      const template = templates.find(({ matches }) => matches.test(decodeURIComponent(url.pathname)))?.template;
      const verb = method.toLowerCase();
      const operation = template === undefined ? undefined : api.paths[template]?.[verb];
      if (template === undefined || !operation) return [`${method} ${path} is not in the description`];
      const parameters = operation.parameters ?? [];
      const unknown = [...url.searchParams.keys()].filter(
        (name) => !parameters.some((one) => one.in === 'query' && one.name === name),
      );
      const missing = parameters.filter((one) => one.in === 'header' && one.required && !request.has(one.name));
      const answer = operation.responses[status] ? String(status) : `${Math.floor(status / 100)}XX`;
      const at = ['paths', template, verb];
      return [
        ...unknown.map((name) => `unknown query parameter ${name}`),
        ...missing.map(({ name }) => `header ${name} is missing`),
        ...(operation.requestBody ? bodyFaults('request', sent, ...at, 'requestBody') : []),
        ...(operation.responses[answer] ? [] : [`status ${status} is not described`]),
        ...(operation.responses[answer]?.content
          ? bodyFaults(`answer ${status}`, got, ...at, 'responses', answer)
          : []),
      ].map((fault) => `${method} ${url.pathname}: ${fault}`);
    },
  };
}

/** A fetch that notes every exchange below `base`. */
export function notingFetch(base: string, exchanges: Exchange[], fetchIt: typeof fetch = fetch): typeof fetch {
  return async (input, init) => {
    const response = await fetchIt(input, init);
    const { pathname, search } = new URL(String(input));
    if (pathname.startsWith(base)) {
      const text = await response.clone().text();
      exchanges.push({
        method: init?.method ?? 'GET',
        path: pathname + search,
        request: new Headers(init?.headers),
        sent: typeof init?.body === 'string' ? JSON.parse(init.body) : undefined,
        status: response.status,
        got: text === '' ? undefined : JSON.parse(text),
      });
    }
    return response;
  };
}

/** The exchanges that were made, and those inside batches. */
export function withInner(exchanges: readonly Exchange[], base: string): Exchange[] {
  return exchanges.flatMap((exchange) => {
    if (!exchange.path.endsWith('/$batch')) return [exchange];
    const { requests } = exchange.sent as {
      requests: { id: string; method: string; url: string; headers?: Record<string, string>; body?: unknown }[];
    };
    const { responses } = exchange.got as { responses: { id: string; status: number; body?: unknown }[] };
    const inner = requests.flatMap(({ id, method, url, headers, body }) =>
      responses
        .filter((response) => response.id === id)
        .map(({ status, body: got }) => ({
          method,
          path: base + url,
          request: new Headers(headers),
          sent: body,
          status,
          got,
        })),
    );
    return [exchange, ...inner];
  });
}

function patternOf(template: string): RegExp {
  const literal = template.split(/\{[^}]+\}/).map((part) => part.replace(/[.*+?^$()|[\]\\]/g, '\\$&'));
  return new RegExp(`^${literal.join('[^/]+')}$`, 'i');
}

function escaped(part: string): string {
  return encodeURIComponent(part.replace(/~/g, '~0').replace(/\//g, '~1'));
}
