import { z } from 'zod';
import type { LicenceChange } from '../world/assign.js';

const guid = z
  .string()
  .regex(/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i)
  .transform((id) => id.toLowerCase());

const schema = z.object({
  addLicenses: z.array(z.object({ skuId: guid, disabledPlans: z.array(guid).default([]) })),
  removeLicenses: z.array(guid),
});

/** The body of assignLicense, or why it is refused. Both arrays must be there, even when empty. */
export function licenceChangeIn(body: unknown): LicenceChange | { refusal: string } {
  const given = typeof body === 'object' && body !== null ? body : {};
  const missing = ['addLicenses', 'removeLicenses'].filter((name) => !(name in given));
  if (missing.length > 0) {
    const names = missing.join(', ');
    return {
      refusal: `One or more parameters of the operation 'assignLicense' are missing from the request payload. The missing parameters are: ${names}.`,
    };
  }
  const parsed = schema.safeParse(given);
  if (!parsed.success) {
    const issue = parsed.error.issues[0];
    return { refusal: `Invalid value specified for property '${issue?.path.join('/')}' of resource 'assignLicense'.` };
  }
  const { addLicenses, removeLicenses } = parsed.data;
  if (addLicenses.length === 0 && removeLicenses.length === 0) {
    return { refusal: 'Both addLicenses and removeLicenses are empty.' };
  }
  return { add: addLicenses, remove: removeLicenses };
}
