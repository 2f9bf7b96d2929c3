import type { ApiResponse } from './message.js';

/** Makes operations that need a thing of their path: `find` looks for it, and `missing` answers where there is none. */
export function finding<Call, Thing>(
  find: (call: Call) => Thing | undefined,
  missing: (call: Call) => ApiResponse,
): (run: (call: Call, thing: Thing) => ApiResponse) => (call: Call) => ApiResponse {
  return (run) => (call) => {
    const thing = find(call);
    return thing === undefined ? missing(call) : run(call, thing);
  };
}
