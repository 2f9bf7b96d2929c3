import { z } from 'zod';
import { isConfirmedTooLongAgo } from './confirmation.js';
import { actorSchema, may, type Permission, permissionSchema, type Role } from './tenant/roles.js';

/** Somebody's decision that something be changed at Microsoft, which is done in their name. */
export const decisionSchema = z.object({
  by: actorSchema,
  /** When they decided it (ISO). */
  at: z.string(),
  /** What they must be allowed for it, when it is decided and whenever something of it is done. */
  needs: permissionSchema,
});
export type Decision = z.infer<typeof decisionSchema>;

/** What whoever decided it must be allowed whenever something of it is written in their name. */
export const permissionInTheirName = {
  order: 'buy',
  cancel: 'buy',
  reassign: 'assign',
  undo: 'assign',
  /**
   * Usage locations: whoever assigns licences may update them too.
   * @see https://learn.microsoft.com/entra/identity/role-based-access-control/permissions-reference
   * (`microsoft.directory/users/usageLocation/update` of License Administrator and User Administrator)
   */
  locate: 'assign',
  /** Services that Microsoft's upgrade turned on again: decided with the upgrade, by whoever ordered it. */
  restoreAfterUpgrade: 'steer',
  /** The same, let go on by somebody after it stood still. */
  restore: 'assign',
} as const satisfies Record<string, Permission>;

/** Why what was decided is not done, and somebody is asked anew. */
export const whyAskedAnew = ['roleLost', 'tooLongAgo'] as const;
export type MayBeDone = 'yes' | (typeof whyAskedAnew)[number];

/**
 * Whether what somebody decided may be done now: they hold the role for it still, and decided it within the last day.
 * @param decided null: nobody is known to have decided it
 * @param roles what they hold, read just now
 */
export function mayBeDone(decided: Decision | null, roles: readonly Role[], now: Date): MayBeDone {
  if (decided === null || isConfirmedTooLongAgo(new Date(decided.at), now)) return 'tooLongAgo';
  return may(decided.needs, roles) ? 'yes' : 'roleLost';
}
