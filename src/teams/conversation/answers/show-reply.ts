import type { Reply } from '../../../engine/reply.js';
import type { Command } from '../../../upgrade/run/commands.js';
import { onlyLooks } from '../../../upgrade/run/decide.js';
import type { Run } from '../../../upgrade/run/run.js';
import type { Statement } from '../../cards/answers/statement.js';
import type { Note } from '../../cards/note.js';
import type { Answer, ConsentSeen } from '../conversation.js';
import { say } from '../say.js';
import { changedSince, followingNote, noteFor } from './note-for.js';
import { answerMissingRole, type Seer } from './seer.js';
import { showRun } from './show-run.js';

/** Somebody who gave a command, on the run as it was before. */
type Commander = Seer & { command: Command; before: Run | undefined; wasWritten?: boolean };

/** The answer to what came of a command. */
export async function showReply(commander: Commander, reply: Reply): Promise<Answer> {
  return { consent: consentIn(commander.command, reply), ...(await cardOf(commander, reply)) };
}

async function cardOf(commander: Commander, reply: Reply): Promise<Answer> {
  switch (reply.is) {
    case 'run':
      return showRunAfter(commander, reply);
    case 'nothingToUpgrade':
      return { rendered: commander.cards.noSource(commander.viewer, reply.unknown) };
    case 'whichSource':
      return { rendered: commander.cards.which(commander.viewer, reply) };
    case 'missingRole':
      return answerMissingRole(commander, reply.permission, commander.before);
    case 'unknownRun':
      return say(commander, { text: 'foreignRun' });
    case 'stillLooking': {
      const later = reply.later.then((answered) => showReply(commander, answered));
      // It may fail before anybody waits for it, and is told of then.
      later.catch(() => undefined);
      return { ...(await stay(commander, { why: reply.is }, { text: reply.is })), later };
    }
    case 'unreachable':
    case 'notKept':
      return stay(commander, { why: reply.is }, { text: reply.is });
    case 'denied': {
      const { is, needs } = reply;
      return stay(commander, { why: is, needs }, { text: is, tenantId: commander.person.tenantId, needs });
    }
    default:
      return reply satisfies never;
  }
}

/** The run as it was before, with a note why; a statement where there was none. */
async function stay(commander: Commander, note: Note, statement: Statement): Promise<Answer> {
  return commander.before ? showRun(commander, commander.before, note) : say(commander, statement);
}

async function showRunAfter(commander: Commander, { run, refusal }: Extract<Reply, { is: 'run' }>): Promise<Answer> {
  const { asker, viewer, command, before, notices } = commander;
  const { id } = asker.actor;
  const confirms = refusal ? undefined : followingNote(command, before, run, id);
  const isPast = refusal?.why === 'stale' && commander.wasWritten;
  const note = confirms ? { why: confirms } : isPast ? changedSince(run) : noteFor(run, refusal, command, id);
  const acted = !refusal && !onlyLooks(command.do);
  // Whoever did something, and lacks the role for what comes next, need not look for a colleague.
  const reached = acted ? await notices.colleagues.onward(run, viewer.roles, asker.actor) : run;
  return { confirms, ...(await showRun(commander, reached, note)) };
}

/** What a reply shows of the permissions that a check needs; undefined when it shows neither. */
function consentIn(command: Command, reply: Reply): ConsentSeen | undefined {
  if (reply.is === 'denied') return 'missing';
  const looked =
    reply.is === 'nothingToUpgrade' ||
    reply.is === 'whichSource' ||
    (reply.is === 'run' && reply.refusal === undefined);
  return command.do === 'check' && looked ? 'given' : undefined;
}
