import { z } from 'zod';
import { seededRandom } from './random.js';

const regex = z.string().refine(isRegex, { error: 'is not a regular expression' });

/** One thing that goes wrong for requests that match, first match first. */
const faultSchema = z
  .strictObject({
    match: z.strictObject({ method: z.string().optional(), path: regex.optional() }),
    effect: z.enum(['status', 'reset', 'hang', 'slow', 'lostReply']),
    status: z.int().min(200).max(599).optional(),
    /** What is answered with the status; the API's own words for it when left out. */
    body: z.json().optional(),
    /** The code of the error in the API's own shape, where `body` is left out; also with a status that says success. */
    code: z.union([z.string(), z.int()]).optional(),
    /** What that error says; the API's own words when left out. */
    text: z.string().optional(),
    headers: z.record(z.string(), z.string()).optional(),
    /** Seconds. */
    retryAfter: z.union([z.number(), z.string()]).optional(),
    /** Milliseconds of real time. */
    ms: z.number().min(0).max(600_000).optional(),
    times: z.int().min(1).optional(),
    probability: z.number().min(0).max(1).optional(),
    /** Only requests for this tenant. */
    tenant: z.string().optional(),
  })
  .refine(({ effect, status }) => effect !== 'status' || status !== undefined, {
    error: 'is needed when the effect is "status"',
    path: ['status'],
  });

export const faultsSchema = z.array(faultSchema).max(1000);

export type FaultInput = z.infer<typeof faultSchema>;

export interface Fault {
  readonly rule: FaultInput;
  readonly path: RegExp | undefined;
  readonly random: () => number;
  timesLeft: number;
}

/** A request, as far as a fault looks at it: `paths` are the forms in which its path may be matched. */
export interface Matchable {
  readonly method: string;
  readonly paths: readonly string[];
  readonly tenant: string | undefined;
}

export function makeFault(rule: FaultInput, index: number): Fault {
  return {
    rule,
    path: rule.match.path === undefined ? undefined : new RegExp(rule.match.path),
    random: seededRandom(index + 1),
    timesLeft: rule.times ?? Number.POSITIVE_INFINITY,
  };
}

/** The index of the first fault that strikes this request, or -1. It is not counted down yet. */
export function strikingFault(faults: readonly Fault[], request: Matchable): number {
  return faults.findIndex((fault) => {
    const { match, tenant, probability } = fault.rule;
    if (fault.timesLeft <= 0) return false;
    if (match.method !== undefined && match.method.toUpperCase() !== request.method.toUpperCase()) return false;
    if (tenant !== undefined && tenant !== request.tenant) return false;
    const { path } = fault;
    if (path && !request.paths.some((candidate) => path.test(candidate))) return false;
    return probability === undefined || fault.random() < probability;
  });
}

function isRegex(text: string): boolean {
  try {
    new RegExp(text);
    return true;
  } catch {
    return false;
  }
}
