import type { Asker, Reply } from '../../engine/reply.js';
import type { Command } from '../../upgrade/run/commands.js';
import { usualPermissions } from '../../upgrade/run/decide.js';
import { movesOf } from '../../upgrade/run/next-step.js';
import { isOver, type Run } from '../../upgrade/run/run.js';
import { may, type Permission, type Role } from '../../upgrade/tenant/roles.js';
import type { Statement } from '../cards/answers/statement.js';
import type { Rendered } from '../cards/frame/frame.js';
import type { FollowingNote, Note } from '../cards/note.js';
import type { Viewer } from '../cards/viewer.js';
import type { Language } from '../cards/words/languages.js';
import type { Sendable } from '../channel/sender.js';
import type { Notices } from '../notices/notices.js';
import { runContextFor } from '../notices/run-context.js';
import type { Parts } from '../parts.js';
import type { Reports } from '../reports/index.js';
import type { Ask, OnCard } from './intents/ask.js';
import type { Knowledge } from './knowledge.js';
import type { Person } from './person.js';
import type { Practice } from './practice.js';
import { createReadLive } from './read-live.js';

/**
 * What the bot says to what a person asks. It carries messages and decides nothing: rights are Graph's, the run's
 * course is the domain's, the words are the locale's.
 */

/** What an answer shows of the permissions that a check needs. */
export type ConsentSeen = 'missing' | 'given';

/** What a reply shows of the permissions; undefined when it shows neither. */
function consentIn(asked: Command, reply: Reply): ConsentSeen | undefined {
  if (reply.is === 'denied') return 'missing';
  const looked = reply.is === 'nothingToUpgrade' || (reply.is === 'run' && reply.refusal === undefined);
  return asked.do === 'check' && looked ? 'given' : undefined;
}

export type Answer = {
  rendered: Sendable;
  /** The answer is a message of its own, and a card that was pressed stays as it is; these words go with the card. */
  own?: string | undefined;
  /** Called with the message that carries the answer. */
  sent?: ((activityId: string) => Promise<void>) | undefined;
  /** A message that has served its purpose, by activity id. */
  drops?: string | undefined;
  /** The run the card shows and keeps showing. */
  shows?: Run | undefined;
  /** What the card says beside the run, until the run has a new revision. */
  note?: Note | undefined;
  /** That the person joined or left those who are told. The card goes on saying so. */
  confirms?: FollowingNote | undefined;
  /** What takes the card's place once Microsoft has answered. */
  later?: Promise<Answer> | undefined;
  /** What the person learns of the permissions that a check needs. */
  consent?: ConsentSeen | undefined;
  /** The language the person chose. */
  language?: Language | undefined;
};

export type ConversationOptions = Parts & {
  colleagues: Notices['colleagues'];
  /** Given in the practice cloud only. */
  practice: Practice | undefined;
  knowledge: Knowledge | undefined;
  reports: Pick<Reports, 'card' | 'offer' | 'answered'>;
};

export interface Conversation {
  /** Answers one ask. Rejects only for defects and a store that cannot be read. */
  answer(person: Person, language: Language, ask: Ask): Promise<Answer>;
  /** The welcome for somebody who is not known yet. */
  hello(language: Language): Rendered;
  /** A card with one message, for a person about whom nothing is known. */
  say(person: Pick<Person, 'name' | 'timeZone'>, language: Language, message: Statement): Rendered;
}

export function createConversation(options: ConversationOptions): Conversation {
  const { upgrades, access, colleagues, cards, clock, prices, practice, knowledge, reports } = options;
  const readLive = createReadLive({ upgrades, access, prices });

  const viewerOf = (person: Pick<Person, 'name' | 'timeZone'>, language: Language, roles: readonly Role[]): Viewer => ({
    name: person.name,
    language,
    roles,
    timeZone: person.timeZone,
    sandbox: practice !== undefined,
  });
  const showRun = async (run: Run, viewer: Viewer, { id }: Pick<Person, 'id'>, note?: Note): Promise<Answer> => ({
    rendered: cards.run(run, viewer, { ...(await runContextFor(options, run, id, viewer.roles)), note }),
    shows: run,
    note,
  });
  const notice = (viewer: Viewer, message: Statement): Answer => ({ rendered: cards.statement(viewer, message) });

  /** Whoever may not see the tenant learns only which role is needed; others learn who holds it and was asked. */
  async function refused(person: Person, viewer: Viewer, permission: Permission, run?: Run): Promise<Answer> {
    const { id, name, tenantId } = person;
    const about = may('see', viewer.roles)
      ? await colleagues.refused(tenantId, run, permission, { id, name })
      : { permission, people: undefined };
    return { rendered: cards.refused(viewer, about) };
  }

  /** Runs `work` for a person who may see the tenant; `changes` asks Graph this very moment. */
  async function asSeer(
    person: Person,
    language: Language,
    changes: boolean,
    work: (viewer: Viewer, asker: Asker) => Promise<Answer>,
  ): Promise<Answer> {
    const roles = await (changes
      ? access.rolesNow(person.tenantId, person.id)
      : access.rolesForReading(person.tenantId, person.id));
    if (roles === undefined) {
      const { tenantId } = person;
      const denied = access.denied(tenantId);
      const message: Statement = denied ? { text: 'denied', tenantId, ...denied } : { text: 'rolesUnknown' };
      return { ...notice(viewerOf(person, language, []), message), consent: denied && 'missing' };
    }
    const viewer = viewerOf(person, language, roles);
    if (!may('see', roles)) return refused(person, viewer, 'see');
    return work(viewer, { actor: { id: person.id, name: person.name }, roles, timeZone: person.timeZone });
  }

  async function runMeant(tenantId: string, on: OnCard | undefined): Promise<Run | undefined> {
    return on ? upgrades.run(tenantId, on.runId) : upgrades.current(tenantId);
  }

  async function carryOut(person: Person, language: Language, asked: Command, on: OnCard | undefined): Promise<Answer> {
    const changes = usualPermissions[asked.do] !== 'see' || asked.do === 'check';
    return asSeer(person, language, changes, async (viewer, asker) => {
      const run = await runMeant(person.tenantId, on);
      if (on && !run) return notice(viewer, { text: 'foreignRun' });
      if (asked.do === 'check' && (!run || isOver(run))) {
        return told(await upgrades.check(person.tenantId, asker), run);
      }
      if (!run) return asked.do === 'status' ? welcome(viewer, undefined) : notice(viewer, { text: 'noRun' });
      if (asked.do === 'status') return pastOrPresent(await showRun(run, viewer, person));
      return told(await upgrades.command(person.tenantId, run.id, on?.revision, asker, asked), run);

      async function told(reply: Reply, before: Run | undefined): Promise<Answer> {
        return { ...(await shown(reply, before)), consent: consentIn(asked, reply) };
      }

      /** Whoever did something, and lacks the role for what comes next, need not look for a colleague. */
      async function onward({ run: reached, refusal }: Extract<Reply, { is: 'run' }>): Promise<Run> {
        const acted = !refusal && usualPermissions[asked.do] !== 'see';
        return acted ? colleagues.onward(reached, viewer.roles, asker.actor) : reached;
      }

      async function shownAfter(reply: Extract<Reply, { is: 'run' }>, before: Run | undefined): Promise<Answer> {
        const confirms = reply.refusal ? undefined : followingNote(asked, before, reply.run, person.id);
        const note = confirms ? { why: confirms } : noteOf(reply, asked, person.id);
        return { ...(await showRun(await onward(reply), viewer, person, note)), confirms };
      }

      async function shown(reply: Reply, before: Run | undefined): Promise<Answer> {
        switch (reply.is) {
          case 'run':
            return shownAfter(reply, before);
          case 'nothingToUpgrade':
            return { rendered: cards.noSource(viewer) };
          case 'missingRole':
            return refused(person, viewer, reply.permission, before);
          case 'unknownRun':
            return notice(viewer, { text: 'foreignRun' });
          case 'stillLooking': {
            const later = reply.later.then((answered) => told(answered, before));
            return before
              ? { ...(await showRun(before, viewer, person, { why: 'stillLooking' })), later }
              : { ...notice(viewer, { text: 'stillLooking' }), later };
          }
          case 'unreachable':
          case 'notKept':
            return before ? showRun(before, viewer, person, { why: reply.is }) : notice(viewer, { text: reply.is });
          case 'denied': {
            const { needs } = reply;
            return before
              ? showRun(before, viewer, person, { why: 'denied', needs })
              : notice(viewer, { text: 'denied', tenantId: person.tenantId, needs });
          }
          default: {
            const never: never = reply;
            return never;
          }
        }
      }
    });
  }

  /** Finds the run that a card or a number in the history means, for a person who may see it now. */
  async function withRun(
    person: Person,
    language: Language,
    { on, number }: { on?: OnCard | undefined; number?: number | undefined },
    work: (run: Run, viewer: Viewer) => Promise<Answer>,
  ): Promise<Answer> {
    return asSeer(person, language, true, async (viewer) => {
      const run =
        number === undefined
          ? await runMeant(person.tenantId, on)
          : (await upgrades.history(person.tenantId))[number - 1];
      if (run) return work(run, viewer);
      return notice(viewer, { text: on ? 'foreignRun' : number === undefined ? 'noRun' : 'noSuchNumber' });
    });
  }

  /** An earlier run is looked at; the card that is kept up to date stays the present one's. */
  async function pastOrPresent(answer: Answer): Promise<Answer> {
    const { shows } = answer;
    if (!shows || !isOver(shows)) return answer;
    const current = await upgrades.current(shows.tenantId);
    return current?.id === shows.id ? answer : { ...answer, shows: undefined };
  }

  function welcome(viewer: Viewer, run: Run | undefined): Answer {
    const open = run && !isOver(run) ? run : undefined;
    return { rendered: cards.welcome(viewer, { organization: run?.organization.displayName, open }) };
  }

  async function greet(person: Person, language: Language): Promise<Answer> {
    const roles = (await access.rolesForReading(person.tenantId, person.id)) ?? [];
    const viewer = viewerOf(person, language, roles);
    return welcome(viewer, may('see', roles) ? await upgrades.current(person.tenantId) : undefined);
  }

  async function withPractice(
    person: Person,
    language: Language,
    work: (practice: Practice, viewer: Viewer, asker: Asker) => Promise<Answer>,
  ): Promise<Answer> {
    if (!practice) return notice(viewerOf(person, language, []), { text: 'unknownAction' });
    return asSeer(person, language, true, (viewer, asker) =>
      may('steer', viewer.roles) ? work(practice, viewer, asker) : refused(person, viewer, 'steer'),
    );
  }

  async function useScenario(person: Person, language: Language, name: string): Promise<Answer> {
    return withPractice(person, language, async (cloud, viewer, asker) => {
      const chosen = (await cloud.scenarios()).find((scenario) => scenario.name === name);
      if (!chosen) return notice(viewer, { text: 'scenarioUnknown' });
      // The run belongs to the practice tenant that is about to be replaced.
      await upgrades.abandon(person.tenantId, asker.actor);
      await cloud.use(person.tenantId, chosen.name);
      return notice(viewer, { text: 'scenarioChosen', displayName: chosen.displayName });
    });
  }

  async function answer(person: Person, language: Language, ask: Ask): Promise<Answer> {
    const stranger = viewerOf(person, language, []);
    switch (ask.is) {
      case 'command':
        return carryOut(person, language, ask.command, ask.on);
      case 'comparePlans':
        return asSeer(person, language, false, async (viewer) => {
          const run = await runMeant(person.tenantId, ask.on);
          if (!run) return notice(viewer, { text: ask.on ? 'foreignRun' : 'noRun' });
          const rendered = cards.plans(run, viewer, { now: clock.now(), prices });
          // Elsewhere it is a look aside: bringing it up to date would put the run's own card in its place.
          return run.state.is === 'choosingPlan' ? { rendered, shows: run } : { rendered };
        });
      case 'welcome':
        return greet(person, language);
      case 'help':
        return { rendered: cards.help(stranger) };
      case 'history':
        return asSeer(person, language, false, async (viewer) => ({
          rendered: cards.history(viewer, await upgrades.history(person.tenantId), ask.page),
        }));
      case 'openRun':
        return withRun(person, language, ask, async (run, viewer) => pastOrPresent(await showRun(run, viewer, person)));
      case 'report':
        return withRun(person, language, ask, (run, viewer) => reports.card({ person, viewer }, run));
      case 'saveReport':
        return withRun(person, language, ask, (run, viewer) => reports.offer({ person, viewer }, run, ask.file));
      case 'fileAnswer':
        return asSeer(person, language, true, (viewer) => reports.answered({ person, viewer }, ask.value));
      case 'language': {
        if (!ask.language) return notice(stranger, { text: 'languageUnknown' });
        return { ...notice(viewerOf(person, ask.language, []), { text: 'languageChanged' }), language: ask.language };
      }
      case 'scenarios':
        return withPractice(person, language, async (cloud, viewer) => ({
          rendered: cards.scenarios(viewer, await cloud.scenarios()),
        }));
      case 'useScenario':
        return useScenario(person, language, ask.scenario);
      case 'advance':
        return withPractice(person, language, async (cloud, viewer) => {
          return notice(viewer, { text: 'clockMoved', now: await cloud.advance(ask.duration) });
        });
      case 'badInput':
        return asSeer(person, language, false, async (viewer) => {
          const run = ask.on && (await upgrades.run(person.tenantId, ask.on.runId));
          return run ? showRun(run, viewer, person, { why: 'badInput' }) : notice(viewer, { text: 'badInput' });
        });
      case 'unknownAction':
        return notice(stranger, { text: ask.is });
      case 'noAnswer': {
        const known = ask.question === undefined ? [] : (knowledge?.ask(ask.question, language) ?? []);
        if (known.length === 0) return notice(stranger, { text: ask.is });
        const topic = known.length === 1 ? known[0]?.tenant : undefined;
        const live = topic && (await readLive(person, topic, ask.question ?? ''));
        return { rendered: cards.answer(stranger, known, live) };
      }
      default: {
        const never: never = ask;
        return never;
      }
    }
  }

  return {
    answer,
    hello: (language) => cards.welcome(viewerOf({ name: '', timeZone: undefined }, language, []), {}),
    say: (person, language, message) => cards.statement(viewerOf(person, language, []), message),
  };
}

/** Why nothing changed, or that a time was set or dropped: nothing else shows on a card that stays the same. */
function noteOf({ run, refusal }: Extract<Reply, { is: 'run' }>, asked: Command, personId: string): Note | undefined {
  if (refusal) return refusalNote(run, refusal, personId);
  if (asked.do === 'schedule' && run.schedule) return { why: 'timeSet' };
  return asked.do === 'unschedule' || (asked.do === 'startNow' && !run.schedule) ? { why: 'timeDropped' } : undefined;
}

/** What joining or leaving came to; undefined for other commands. */
function followingNote(
  { do: what }: Command,
  before: Run | undefined,
  run: Run,
  id: string,
): FollowingNote | undefined {
  if (what !== 'follow' && what !== 'unfollow') return undefined;
  const followed = before?.followers.includes(id) ?? false;
  if (what === 'follow') return followed ? 'joinedAlready' : 'joined';
  if (!followed) return 'leftAlready';
  return run.followers.length === 0 ? 'leftLast' : 'left';
}

/** A card that went stale because a colleague was quicker says so. */
function refusalNote(run: Run, refusal: Note, personId: string): Note {
  const last = movesOf(run).at(-1)?.by;
  return refusal.why === 'stale' && last && last.id !== personId ? { why: 'doneBy', name: last.name } : refusal;
}
