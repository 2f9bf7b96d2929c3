import type { ApiCall } from '../api.js';
import type { ApiRequest } from '../http/message.js';

export const graphRoot = '/v1.0';

export function isAdvanced({ headers }: ApiRequest): boolean {
  return headers.consistencylevel?.toLowerCase() === 'eventual';
}

export function context({ origin }: ApiCall, of: string): Record<string, string> {
  return { '@odata.context': `${origin}${graphRoot}/$metadata#${of}` };
}
