import { z } from 'zod';

/** A resource that is sent back whole: every field it came with is kept. */
export const resourceSchema = z.looseObject({
  attributes: z.looseObject({ etag: z.string().nullish() }).nullish(),
});

/** The If-Match header for a resource; the etag has to be quoted, and sometimes comes so. */
export function ifMatch(resource: z.infer<typeof resourceSchema>): Record<string, string> {
  const etag = resource.attributes?.etag;
  if (!etag) return {};
  return { 'If-Match': /^(W\/)?"/.test(etag) ? etag : `"${etag}"` };
}

/** Partner Center's words for an etag that is no longer the newest. */
export function isStaleEtag(problem: { is: string; code?: string }): boolean {
  return problem.is === 'refused' && (problem.code === '2055' || problem.code === '412');
}
