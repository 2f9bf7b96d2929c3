import type { ApiRun } from '../api.js';
import type { ApiRequest } from '../http/message.js';

/** The caller's MS-RequestId: the same for every try of one change. */
export function requestKey({ headers }: ApiRequest): string {
  return headers['ms-requestid'] ?? '';
}

/** The first good outcome under a key is given again, and nothing is done twice. */
export function once(run: ApiRun): ApiRun {
  return (call) => {
    const { tenant, method, path } = call;
    const key = requestKey(call);
    if (key === '') return run(call);
    const name = `${key}|${method}|${path.toLowerCase()}`;
    const earlier = tenant.outcomes.get(name);
    if (earlier) return earlier;
    const response = run(call);
    // A refusal is not remembered: what stood in the way may be gone at the next try.
    if (response.status < 300) {
      tenant.outcomes.set(name, { status: response.status, body: structuredClone(response.body) });
    }
    return response;
  };
}
