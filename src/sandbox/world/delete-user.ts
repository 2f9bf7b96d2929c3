import { partNumber, skusHeld } from './seats.js';
import type { Tenant, User } from './state.js';

/** How long lists go on showing somebody who was deleted, in milliseconds. */
const listedForMs = 3000;

/** Deletes a person: their licences are free at once, and lists show them, as they were, a little longer. */
export function deleteUser(tenant: Tenant, user: User, at: number): void {
  tenant.users = tenant.users.filter((other) => other !== user);
  tenant.userById.delete(user.id);
  if (user.userPrincipalName !== null) tenant.userByName.delete(user.userPrincipalName.toLowerCase());
  for (const skuId of skusHeld(user.licences)) {
    tenant.consumed.set(skuId, (tenant.consumed.get(skuId) ?? 0) - 1);
    tenant.licenceChanges[`deleted:${partNumber(skuId)}`] =
      (tenant.licenceChanges[`deleted:${partNumber(skuId)}`] ?? 0) + 1;
  }
  tenant.deleted.push({ user, listedUntil: at + listedForMs });
}
