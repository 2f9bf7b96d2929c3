import { z } from 'zod';

/** A resource that is sent back whole: every field it came with is kept. */
export const resourceSchema = z.looseObject({
  attributes: z.looseObject({ etag: z.union([z.string(), z.number()]).nullish() }).nullish(),
});

/** The If-Match header for a resource; the etag has to be quoted, and sometimes comes so. Some resources have none. */
export function ifMatch(resource: z.infer<typeof resourceSchema>): Record<string, string> {
  const etag = String(resource.attributes?.etag ?? '');
  if (etag === '') return {};
  return { 'If-Match': /^(W\/)?"/.test(etag) ? etag : `"${etag}"` };
}
