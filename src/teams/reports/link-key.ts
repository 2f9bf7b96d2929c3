import { randomBytes } from 'node:crypto';
import { z } from 'zod';
import { type Documents, type Kind, VersionConflict } from '../../storage/documents.js';

const keySchema = z.object({ key: z.string().min(32) });
const kind: Kind<z.infer<typeof keySchema>> = { name: 'signing-key', schema: keySchema };
const id = 'report-links';

/** The key that links are signed with: made once, kept beside the runs, the same after a restart. */
export async function linkKey(
  documents: Documents,
  make = () => randomBytes(32).toString('base64url'),
): Promise<string> {
  const known = await documents.get(kind, id);
  if (known) return known.value.key;
  const key = make();
  try {
    await documents.put(kind, id, { key }, 0);
    return key;
  } catch (error) {
    if (error instanceof VersionConflict) return linkKey(documents, make);
    throw error;
  }
}
