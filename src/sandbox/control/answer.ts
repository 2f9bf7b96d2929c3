import type { Cloud } from '../cloud.js';
import { parseJson } from '../http/body.js';
import { type ApiResponse, isWrite, splitUrl, type WireRequest } from '../http/message.js';
import { below, controlRoot, type Destination } from '../routing.js';
import { problem } from './problem.js';
import { tenantId } from './tenants.js';

/** Does what a tester asks of the sandbox itself. */
export function answerControl(
  cloud: Cloud,
  { method, url: whole, headers, text }: WireRequest,
  { route, parameters }: Destination & { readonly is: 'control' },
): ApiResponse {
  const url = below(controlRoot, whole);
  const json = parseJson(text);
  if (!json) return problem(400, 'The body is not valid JSON.');
  const { path, query } = splitUrl(url);
  if (!route) return problem(404, `The sandbox has no ${method} ${path}.`);
  const { value: body } = json;
  const tenant = tenantId({ parameters });
  const { world } = cloud;
  const known = tenant === undefined ? undefined : cloud.known(tenant);
  const call = { method, url, path, query, headers, body, world, tenant: known, now: cloud.now(), parameters };
  if (!isWrite(method)) return route.run(call);
  return route.refuse?.(call) ?? cloud.change({ surface: 'control', tenant, method, url: path, body });
}
