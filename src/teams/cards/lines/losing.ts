import { mailboxLoss } from '../../../upgrade/plans/mailbox-room.js';
import { difference } from '../../../upgrade/plans/plans.js';
import type { LosingRead } from '../../../upgrade/run/losing.js';
import type { Section } from '../pieces/folded.js';
import { leftPlan, newPlan, people } from '../pieces/pieces.js';
import type { RunView } from '../view.js';
import { serviceByName } from '../words/service-names.js';

/** What people lose by a move to a plan with less: who has it on, which data is at stake, and until when. */

type Topic = { title: string; lines: string[] };
type Mail = NonNullable<LosingRead['mail']>;

/** Services that are named; more are counted. */
const mostNamed = 6;

/** To be read before anything begins, a topic at a time; what is so of both plans is said once. Nothing where nothing is lost. */
export function losingTopics(view: RunView): { title: string; text: string }[] {
  const topics = eachPlan(view).flatMap(topicsOf);
  return [...new Set(topics.map(({ title }) => title))].flatMap((title) => {
    const lines = new Set(topics.filter((topic) => topic.title === title).flatMap((topic) => topic.lines));
    return lines.size > 0 ? { title, text: [...lines].join(' ') } : [];
  });
}

/** Whether anybody has something on today that they would be without. */
export function isAnyoneLosing(view: RunView): boolean {
  return eachPlan(view).some(({ run }) => losesSomething(run.losing));
}

const losesSomething = (losing: LosingRead | null): boolean => losing !== null && losing.people > 0;

/** How it is found out who is on hold, folded: a command is copied whole, so it stands alone. */
export function holdsToFind(view: RunView): Section[] {
  const { t } = view;
  if (!eachPlan(view).some(({ run }) => run.losing?.mail && lossOf(run)?.holds)) return [];
  return [{ title: t('losing.mail.keptTitle'), lines: [t('losing.mail.holdsFind'), t('losing.mail.holdsCommand')] }];
}

const lossOf = (run: RunView['run']) => mailboxLoss(run.plan ?? '', leftPlan(run));

function topicsOf(view: RunView): Topic[] {
  const { t, run } = view;
  if (run.losing === null) return [];
  return [
    { title: t('losing.title'), lines: whoUsesIt(view, run.losing) },
    { title: t('losing.dataTitle'), lines: losesSomething(run.losing) ? dataAtStake(view) : [] },
    ...mailTopics(view, run.losing),
  ];
}

/** The same in short, before people are moved: what they have on, and how many mailboxes are too large. */
export function losingLines(view: RunView): string[] {
  return eachPlan(view).flatMap(linesOf);
}

/** Whether mailboxes are known to be too large for the new plan, before anybody is moved. */
export function hasTooLarge(view: RunView): boolean {
  return eachPlan(view).some((seen) => {
    const { losing, reassign } = seen.run;
    return reassign === null && losing !== null && tooLarge(seen, losing).length > 0;
  });
}

function linesOf(view: RunView): string[] {
  const { t, run } = view;
  if (run.losing === null || run.reassign !== null) return [];
  // Microsoft Teams has a line of its own.
  const services = Object.entries(run.losing.services).filter(
    ([name]) => name !== 'TEAMS1' || run.losingTeams === null,
  );
  const named = namedServices(view, services);
  return [...(named === undefined ? [] : [t('losing.then', { services: named })]), ...tooLarge(view, run.losing)];
}

/** The run as those see it who go to one of two plans. */
function eachPlan(view: RunView): RunView[] {
  const { run } = view;
  const { split } = run;
  if (!split) return [view];
  const seenBy = (plan: string, losing: LosingRead | null) => ({ ...view, run: { ...run, plan, losing, split: null } });
  return [seenBy(split.plan, split.losing), seenBy(split.rest, run.losing)];
}

function tooLarge(view: RunView, { mail }: LosingRead): string[] {
  const { t, run } = view;
  const loss = lossOf(run);
  if (!loss?.smaller || mail?.is !== 'read' || mail.over === 0) return [];
  const report = reportOf(view, mail.asOf);
  const concealed = mail.concealed ? [t('losing.mail.concealed')] : [];
  return [t('losing.mail.overThen', { count: mail.over, report, to: loss.to.gigabytes }), ...concealed];
}

function whoUsesIt(view: RunView, { people, services }: LosingRead): string[] {
  const { t } = view;
  const named = namedServices(view, Object.entries(services), people);
  if (Object.keys(services).length === 0) return [];
  if (named === undefined) return [t('losing.nobody')];
  return [t('losing.people', { count: people, plan: newPlan(view), services: named })];
}

/**
 * "Power BI Pro and Customer Lockbox for 3 people", those that most people have on first; undefined where nobody has any.
 * @param of how many the sentence tells of: a service that all of these have on is named alone
 */
function namedServices(
  view: RunView,
  services: readonly (readonly [string, number])[],
  of?: number,
): string | undefined {
  const { t, format } = view;
  const used = services.filter(([, count]) => count > 0).sort(([, one], [, other]) => other - one);
  if (used.length === 0) return undefined;
  const named = used.slice(0, mostNamed).map(([name, count]) => {
    const service = serviceByName(name);
    return count === of ? service : t('losing.service', { service, people: people(count, view) });
  });
  const more = used.length - named.length;
  return format.list(more > 0 ? [...named, t('losing.more', { count: more })] : named);
}

/**
 * What is kept of what these services hold.
 * @see https://learn.microsoft.com/microsoft-365/commerce/subscriptions/upgrade-to-different-plan#change-plans-manually (back up before a downgrade)
 * @see https://learn.microsoft.com/microsoft-365/admin/manage/assign-licenses-to-users (files, Office apps)
 * @see https://learn.microsoft.com/microsoft-365/commerce/subscriptions/move-users-different-subscription#back-up-data-before-changing-microsoft-365-for-business-plans (sites)
 */
function dataAtStake({ t, run }: RunView): string[] {
  const { lost, lowered } = difference(run.plan ?? '', leftPlan(run));
  const gone = (name: string) => lost.some((one) => one.name === name);
  const hasLessFiles = lowered.some(({ from }) => from.name.startsWith('SHAREPOINT'));
  return [
    t('losing.data'),
    ...(hasLessFiles ? [t('losing.files')] : []),
    ...(gone('OFFICESUBSCRIPTION') || gone('OFFICE_BUSINESS') ? [t('losing.officeApps')] : []),
  ];
}

/**
 * What becomes of mailboxes, archives and holds.
 * @see https://learn.microsoft.com/office365/servicedescriptions/exchange-online-service-description/exchange-online-limits
 *   (Mailbox storage limits, Capacity alerts)
 * @see https://learn.microsoft.com/microsoft-365/admin/manage/assign-licenses-to-users (Exchange data: 30 days)
 */
function mailTopics(view: RunView, { mail }: LosingRead): Topic[] {
  const { t, run } = view;
  const loss = lossOf(run);
  if (!loss || mail === null) return [];
  const { from, to, smaller, archive, holds } = loss;
  const plan = newPlan(view);
  const notRead = mail.is === 'notRead' ? [t(`losing.mail.${mail.why}`)] : [];
  const room = [
    ...(smaller ? [t('losing.mail.smaller', { from: from.gigabytes, to: to.gigabytes })] : []),
    ...(smaller && mail.is === 'read' ? [overLine(view, mail)] : notRead),
  ];
  const kept = [
    ...(archive ? [t(to.archive === 'none' ? 'losing.mail.archiveNone' : 'losing.mail.archiveLimited', { plan })] : []),
    ...(archive && mail.is === 'read' ? archivesLine(view, mail) : []),
    ...(holds ? [t('losing.mail.holds', { plan })] : []),
  ];
  return [
    { title: t('losing.mail.title'), lines: room },
    { title: t('losing.mail.keptTitle'), lines: kept },
  ];
}

type Read = Extract<Mail, { is: 'read' }>;

function overLine(view: RunView, { over, concealed, asOf }: Read): string {
  const { t } = view;
  const report = reportOf(view, asOf);
  if (over === 0) return t('losing.mail.overNone', { report });
  return concealed
    ? `${t('losing.mail.overSomewhere', { count: over, report })} ${t('losing.mail.concealed')}`
    : t('losing.mail.over', { count: over, report });
}

function archivesLine({ t }: RunView, { archives, concealed }: Read): string[] {
  if (archives === null) return [t('losing.mail.archivesUntold')];
  return [t(concealed ? 'losing.mail.archivesSomewhere' : 'losing.mail.archives', { count: archives })];
}

/** The day is Microsoft's: at noon it is the same one nearly everywhere. */
function reportOf({ t, format }: RunView, asOf: string | null): string {
  return asOf === null ? t('losing.mail.report') : t('losing.mail.reportOf', { day: format.date(`${asOf}T12:00:00Z`) });
}
