import { withMore } from '../../../base/sharing.js';
import { tellAction } from '../../../engine/action-log.js';
import type { Asker } from '../../../engine/reply.js';
import type { Run } from '../../../upgrade/run/run.js';
import { may, type Permission } from '../../../upgrade/tenant/roles.js';
import type { Viewer } from '../../cards/viewer.js';
import type { Answer, Asking } from '../conversation.js';
import { sayToStranger, viewerFor } from '../say.js';

/** Somebody who may see their tenant. */
export type Seer = Asking & { is: 'seer'; viewer: Viewer; asker: Asker };

/** What somebody is answered who may not do what they ask. */
export type NotAllowed = { is: 'refused'; answer: Answer };

/** @param roles whether Graph is asked this very moment, as for what changes something. */
export async function seerOf(asking: Asking, roles: 'now' | 'forReading'): Promise<Seer | NotAllowed> {
  const { access } = asking;
  const { tenantId, id, name, timeZone } = asking.person;
  const held = await (roles === 'now' ? access.rolesNow(tenantId, id) : access.rolesForReading(tenantId, id));
  if (held === undefined) {
    const denied = access.denied(tenantId);
    tellAction(asking.log, actionOf(asking), { is: 'notRead', why: denied ? 'denied' : 'unreachable' });
    const answer = sayToStranger(asking, denied ? { text: 'denied', tenantId, ...denied } : { text: 'rolesUnknown' });
    return { is: 'refused', answer: { ...answer, consent: denied && 'missing' } };
  }
  const viewer = viewerFor(asking, held);
  const asker = {
    actor: { id, name },
    roles: held,
    timeZone,
    get turnId() {
      return asking.turnId();
    },
  };
  if (may('see', held)) {
    await asking.keep();
    return withMore(asking, { is: 'seer', viewer, asker } as const);
  }
  tellAction(asking.log, actionOf(asking), { is: 'missingRole', why: 'see' });
  return { is: 'refused', answer: await answerMissingRole(withMore(asking, { viewer }), 'see') };
}

/** What the person asks for, as the log is told. */
export const actionOf = ({ person, asked }: Asking, runId?: string) => ({
  tenantId: person.tenantId,
  by: person.id,
  verb: asked ?? 'look',
  runId,
});

/**
 * Whoever may not see the tenant learns only which role is needed, and which of their own would do once it is active;
 * others learn who holds it and was asked.
 */
export async function answerMissingRole(
  { person, viewer, notices, cards, access }: Asking & { viewer: Viewer },
  permission: Permission,
  run?: Run,
): Promise<Answer> {
  const { id, name, tenantId } = person;
  const [eligible, about] = await Promise.all([
    access.eligibleFor(tenantId, id, permission),
    may('see', viewer.roles)
      ? notices.colleagues.refused(tenantId, run, permission, { id, name })
      : { permission, people: undefined },
  ]);
  return { rendered: cards.refused(viewer, { ...about, eligible }) };
}
