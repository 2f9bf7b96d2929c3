import type { ApiCall } from '../api.js';
import type { ApiResponse } from '../http/message.js';
import { context } from './request.js';
import { project, type Resource, selected } from './resource.js';

/** One thing, with the properties that were asked for or with these. */
export function graphEntity<Thing>(
  call: ApiCall,
  resource: Resource<Thing>,
  thing: Thing,
  collection: string,
  names: readonly string[] = selected(resource, call.query),
): ApiResponse {
  return { status: 200, body: { ...context(call, `${collection}/$entity`), ...project(resource, thing, names) } };
}
