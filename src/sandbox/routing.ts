import type { Api, ApiMatch, ApiRoute } from './api.js';
import type { ControlRoute } from './control/call.js';
import { controlRoutes } from './control/routes.js';
import { createRouter, methods, type Parameters, type Place } from './http/router.js';

/** What a request is for. */
export type Destination =
  | { readonly is: 'api'; readonly api: Api; readonly match: ApiMatch; readonly isBatch: boolean }
  | { readonly is: 'control'; readonly route: ControlRoute | undefined; readonly parameters: Parameters }
  | { readonly is: 'tokens'; readonly tenant: string };

export interface Routing {
  /** @param url whole, with or without its query. Undefined when nothing is there. */
  find(method: string, url: string): Destination | undefined;
  /** What a URL below the root of an API means to that API. */
  within(api: Api['name'], tenant: string, method: string, url: string): Destination & { readonly is: 'api' };
}

type Operation =
  /** Without a route where several requests are sent as one. */
  { readonly api: Api; readonly route?: ApiRoute } | { readonly control: ControlRoute };

export const controlRoot = '/_sandbox';

/** Where everything in the sandbox is. */
export function createRouting(apis: readonly Api[]): Routing {
  const operations = createRouter<Operation>([...apis.flatMap(operationsOf), ...controlOperations]);
  const realms = createRouter([...apis.flatMap(realmsOf), ...ownRealms]);
  const find: Routing['find'] = (method, url) => {
    const [path = ''] = url.split('?');
    const operation = operations.find(method, path);
    if (operation) return toOperation(operation.target, operation.parameters);
    const realm = realms.find('GET', path);
    if (!realm) return undefined;
    const { target, parameters } = realm;
    if (target === 'control') return { is: 'control', route: undefined, parameters };
    if (target === 'tokens') return { is: 'tokens', tenant: parameters.tenant ?? '' };
    const isOtherMethod = methods.some((other) => {
      const found = operations.find(other, path)?.target;
      return found && 'api' in found && found.route !== undefined;
    });
    return { is: 'api', api: target, match: { route: undefined, isOtherMethod, parameters }, isBatch: false };
  };
  return {
    find,
    within(name, tenant, method, url) {
      const root = apis.find((api) => api.name === name)?.root ?? '';
      const found = find(method, `${root.replace(':tenant', encodeURIComponent(tenant))}/${url}`);
      if (found?.is !== 'api') throw new Error(`nothing of ${name} is at ${url}`);
      return found;
    },
  };
}

function toOperation(target: Operation, parameters: Parameters): Destination {
  if ('control' in target) return { is: 'control', route: target.control, parameters };
  const { api, route } = target;
  return { is: 'api', api, match: { route, isOtherMethod: false, parameters }, isBatch: route === undefined };
}

function operationsOf(api: Api): Place<Operation>[] {
  const places = api.routes.map((route) => ({
    method: route.method,
    path: `${api.root}${route.path}`,
    target: { api, route },
  }));
  if (!api.batch) return places;
  return [...places, { method: 'POST', path: `${api.root}${api.batch.path}`, target: { api } }];
}

const controlOperations = controlRoutes.map(
  (control): Place<Operation> => ({
    method: control.method,
    path: `${controlRoot}${control.path}`,
    target: { control },
    isExact: true,
  }),
);

/** Whose words answer for a path where no operation is; the method does not matter. */
type Realm = Place<Api | 'control' | 'tokens'>;

function realmsOf(api: Api): Realm[] {
  const paths = [...new Set([api.realm, api.root])].filter((path) => path !== '');
  return paths.flatMap((path) => [path, `${path}/*`]).map((path) => ({ method: 'GET', path, target: api }));
}

const ownRealms: readonly Realm[] = [
  { method: 'GET', path: `${controlRoot}/*`, target: 'control', isExact: true },
  { method: 'GET', path: '/:tenant/oauth2/token', target: 'tokens' },
  { method: 'GET', path: '/:tenant/oauth2/v2.0/token', target: 'tokens' },
];

/** What follows a root in a URL. */
export function below(root: string, url: string): string {
  const segments = root.split('/').filter(Boolean).length;
  return url.replace(new RegExp(`^(/+[^/?]*){${segments}}`), '');
}
