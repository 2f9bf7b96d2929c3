import { beginsWith, permissionToBegin } from '../../../upgrade/run/entering.js';
import type { EventName } from '../../../upgrade/run/events.js';
import type { Run } from '../../../upgrade/run/run.js';
import type { AuditEntry } from '../../../upgrade/run/shape.js';
import { blockerIds } from '../../../upgrade/tenant/blockers.js';
import type { Permission } from '../../../upgrade/tenant/roles.js';
import { failureCount } from '../pieces/failures.js';
import type { News } from '../run-context.js';
import type { RunView } from '../view.js';
import { escapeMarkdown } from '../words/escape-markdown.js';
import { momentText } from './appointment.js';
import { roleNeeded } from './colleagues.js';
import { whoIsSilent } from './held-up.js';
import { waitsForOperator } from './trouble-text.js';

/** Why a card is sent unasked, in a line that is also the notification. */
export function newsText(view: RunView, { what, from, permission }: News): string {
  const { t, run } = view;
  switch (what) {
    case 'scheduleSoon':
      return reminder(view);
    case 'scheduleBlocked':
      return t(`news.scheduleBlocked.${whatIsInTheWay(run)}`);
    case 'scheduleDue':
      return t('news.scheduleDue', { undecided: undecided(view) });
    case 'scheduleRoleLost':
      return t('news.scheduleRoleLost', {
        name: escapeMarkdown(whoLostTheRole(run)),
        role: roleNeeded(view, permissionToBegin[beginsWith(run)]),
      });
    case 'blockerCleared':
      return cleared(view);
    case 'heldUp':
      return heldUp(view);
    case 'needsAttention':
      return run.state.is === 'needsAttention' && waitsForOperator(run.state.trouble)
        ? t('needsAttention.titleOperator')
        : t('news.needsAttention');
    case 'readyToCancel':
      return t(run.reassign && failureCount(run.reassign) > 0 ? 'news.readyToCancelNotAll' : 'news.readyToCancel');
    case 'handover':
      return handover(view, from, permission ?? 'steer');
    default:
      return t(`news.${what}`);
  }
}

/** It may be read when nothing holds the run up any more. */
function heldUp({ t, run: { holdup } }: RunView): string {
  if (holdup === null) return t('news.stillWaiting');
  if (holdup.is === 'noAnswer') return t('news.heldUp.noAnswer', { who: whoIsSilent(t, holdup) });
  return t(`news.heldUp.${holdup.is}`);
}

function handover(view: RunView, from: string | undefined, permission: Permission): string {
  const role = roleNeeded(view, permission);
  return from === undefined
    ? view.t('news.handover', { role })
    : view.t('news.handoverFrom', { name: escapeMarkdown(from), role });
}

/** It may be read later than it was sent: what it says is so of the run as it is. */
function reminder(view: RunView): string {
  const { t, run } = view;
  if (run.schedule === null) return t('news.scheduleSoon.over');
  const at = momentText(view, run.schedule);
  if (run.state.is !== 'scheduled') return t('news.scheduleSoon.undecided', { at, undecided: undecided(view) });
  return t('news.scheduleSoon.decided', { what: t(`scheduled.at.${run.state.begins}`, { at }) });
}

/** What is still to be decided before what a time was chosen for may begin. */
const undecided = ({ t, run }: RunView): string => t(`news.undecided.${beginsWith(run)}`);

/** What the look found gone; an earlier version did not write it down. */
function cleared({ t, format, run }: RunView): string {
  const said = String(detailsOfLast(run, 'blockerCleared').gone ?? '').split(' ');
  const gone = blockerIds.filter((id) => said.includes(id));
  if (gone.length === 0) return t('news.blockerCleared');
  const titles = gone.map((id) => t('news.clearedOne', { title: t(`blockers.${id}.title`) }));
  return t('news.cleared', { what: format.list(titles) });
}

function whatIsInTheWay({ state }: Run): 'seats' | 'notReady' | 'blocker' {
  return state.is === 'cart' ? 'seats' : state.is === 'manualVerify' ? 'notReady' : 'blocker';
}

function whoLostTheRole(run: Run): string {
  const name = detailsOfLast(run, 'scheduleRoleLost').by;
  return typeof name === 'string' ? name : run.openedBy.name;
}

const detailsOfLast = ({ audit }: Run, event: EventName): AuditEntry['details'] =>
  audit.findLast(({ what }) => what === event)?.details ?? {};
