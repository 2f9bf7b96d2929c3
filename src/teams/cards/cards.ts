import type { Run } from '../../upgrade/run/run.js';
import { type LinkId, links } from '../../upgrade/tenant/admin-center-links.js';
import type { Unknown } from '../../upgrade/tenant/sources.js';
import { type AnsweredQuestion, answerCard, choiceCard, type KnownAnswer } from './answers/answer.js';
import { helpCard } from './answers/help.js';
import { historyCard } from './answers/history.js';
import { type Refused, refusedCard } from './answers/refused.js';
import { type ReportAbout, reportCard } from './answers/report.js';
import { type Scenario, scenariosCard } from './answers/scenarios.js';
import { type Statement, statementCard } from './answers/statement.js';
import { welcomeCard } from './answers/welcome.js';
import { type Which, whichCard } from './answers/which.js';
import { DrawnCards } from './drawn.js';
import type { CardId } from './frame/card-ids.js';
import { frame, type Rendered, type Surroundings } from './frame/frame.js';
import { addressedTo } from './frame/refresh.js';
import { readTemplates, type Templates } from './frame/templates.js';
import { appointmentLines } from './lines/appointment.js';
import { answersTo } from './lines/asked-first.js';
import { followersLine, nextStepFaces, nextStepLine } from './lines/colleagues.js';
import { newsText } from './lines/news-text.js';
import { noteText } from './lines/note-text.js';
import { whatStoppingIs } from './lines/stopping.js';
import { noSourceCard } from './run/no-source.js';
import { plansAt } from './run/plans.js';
import { runCard } from './run/run-card.js';
import { settledCard } from './run/settled.js';
import type { RunContext } from './run-context.js';
import { type Draft, type RunView, type View, viewOf } from './view.js';
import type { Viewer } from './viewer.js';
import { createFormats } from './words/format.js';
import type { Language } from './words/languages.js';
import { reportWords } from './words/report-words.js';
import { type EachLanguage, eachLanguage, readTexts, type Texts } from './words/texts.js';

/**
 * The cards of the conversation: templates (cards/*.json) hold the layout, locale files the words, and one small pure
 * function a card says what is put into them. Nothing here decides anything, reads anything at run time, or knows Teams'
 * wire. A run's cards are in run/, one a state; those that are about no state in answers/; what stands around every card
 * in frame/ and lines/.
 */

type CardsOptions = {
  templatesDir: string;
  localesDir: string;
  /** Where a practice tenant's admin center is; left out, and where undefined, Microsoft's own pages are linked to. */
  adminCenter?: ((tenantId: string, page: LinkId, language: Language) => string | undefined) | undefined;
  /** Where an admin of the tenant grants the bot what it asks for; left out where there is nothing to grant. */
  consent?: ((tenantId: string) => string) | undefined;
};

/** Renders every card of the conversation. Pure once created: no I/O, no clock. */
export type Cards = ReturnType<typeof createCards>;

/**
 * Reads the card templates and the locale files, once.
 * @throws naming every template that is missing or cannot be parsed, and every text that a template names in vain
 */
export function createCards(options: CardsOptions) {
  const templates = readTemplates(options.templatesDir);
  const texts = readTexts(options.localesDir);
  const drawn = new DrawnCards();
  refuseMissingTexts(templates, texts);
  const words = eachLanguage(options.localesDir, (language) => reportWords(texts.of(language)));

  const { put, view, runView, drawRun, ofRun } = drawing(options, templates, texts);

  return {
    /** The card for the state the run is in. */
    run: (run: Run, viewer: Viewer, context: RunContext) =>
      addressedTo(
        viewer.teamsId,
        drawn.ofRun(run, viewer, context, (seer, about) => drawRun(runCard, run, seer, about)),
      ),
    /** What is left of a card whose run is shown further down. */
    settled: (run: Run, viewer: Viewer, context: RunContext) => ofRun(settledCard, run, viewer, context, 'alone'),
    /** The plans side by side, whatever state the run is in. @param page from 0 */
    plans: (run: Run, viewer: Viewer, context: RunContext, page?: number) => ofRun(plansAt(page), run, viewer, context),
    /** What this is, and who the viewer is here; with the run that is under way. */
    welcome(viewer: Viewer, { organization, open, plan }: Welcome) {
      const shared = open === undefined ? {} : { runId: open.id, revision: open.revision };
      return put(welcomeCard(view(viewer), open, plan), view(viewer), { organization, shared });
    },
    /** What can be said at any time. */
    help(viewer: Viewer, plan?: string) {
      const draw = (seer: Viewer) => put(helpCard(view(seer), texts.of(seer.language), plan), view(seer));
      return plan === undefined ? drawn.ofNoRun('help', viewer, draw) : draw(viewer);
    },
    /** Answers to what was asked, each with what is so in the viewer's own tenant where that was read. */
    answer(viewer: Viewer, answers: readonly AnsweredQuestion[]) {
      const draft = answerCard(view(viewer), answers, (about) => runView(viewer, about));
      return put(draft, view(viewer), { organization: organizationIn(answers) });
    },
    /** The nearest questions, to choose from. */
    choice: (viewer: Viewer, known: readonly KnownAnswer[]) => put(choiceCard(view(viewer), known), view(viewer)),
    /** The practice tenants, to choose one. */
    scenarios: (viewer: Viewer, list: readonly Scenario[]) => put(scenariosCard(view(viewer), list), view(viewer)),
    /** The tenant's runs, newest first, a page at a time. @param page from 0 */
    history: (viewer: Viewer, runs: readonly Run[], page?: number) =>
      put(historyCard(view(viewer), runs, page), view(viewer)),
    /** What a run's report holds, whatever state the run is in. */
    report: (run: Run, viewer: Viewer, context: RunContext, about: ReportAbout) =>
      ofRun((view) => reportCard(view, about), run, viewer, context),
    /** The words of a report's files. */
    reportWords: (language: Language) => words.of(language),
    /** The answer to "can I" when there is nothing to upgrade, and no run was opened. */
    noSource: (viewer: Viewer, unknown?: Unknown) => put(noSourceCard(view(viewer), unknown), view(viewer)),
    /** Several plans can be upgraded: which one? */
    which: (viewer: Viewer, which: Which) => put(whichCard(view(viewer), which), view(viewer)),
    /** People who hold the role may be named only to those who may see the tenant. */
    refused: (viewer: Viewer, about: Refused) => put(refusedCard(view(viewer), about), view(viewer)),
    /** A card that says one thing. */
    statement: (viewer: Viewer, statement: Statement) =>
      put(statementCard(view(viewer), statement, options.consent), view(viewer)),
  };
}

/** What a card of a run is built with: the same, and where the pages of its admin center are. */
function viewOfRun(view: View, { run, context }: Pick<RunView, 'run' | 'context'>, options: CardsOptions): RunView {
  const page = (id: LinkId): string => options.adminCenter?.(run.tenantId, id, view.viewer.language) ?? links[id];
  return { run, context, page, consent: options.consent?.(run.tenantId), ...view };
}

/** How cards are drawn, of a run and of none. */
function drawing(options: CardsOptions, templates: Templates, texts: EachLanguage<Texts>) {
  const formats = createFormats();
  const draw = (draft: Draft, view: View, around: Surroundings): Rendered =>
    frame(draft, view, texts.of(view.viewer.language), templates, around);
  const put = (draft: Draft, view: View, around: Surroundings = {}): Rendered =>
    addressedTo(view.viewer.teamsId, draw(draft, view, around));
  const view = (viewer: Viewer): View => viewOf(viewer, texts.of(viewer.language), formats(viewer));

  const runView = (viewer: Viewer, about: Pick<RunView, 'run' | 'context'>): RunView =>
    viewOfRun(view(viewer), about, options);
  type DrawRun = (
    build: (view: RunView) => Draft,
    run: Run,
    viewer: Viewer,
    context: RunContext,
    around?: 'alone',
  ) => Rendered;
  const drawRun: DrawRun = (build, run, viewer, context, around) => {
    const about = runView(viewer, { run, context });
    const draft = build(about);
    return draw(draft, about, around === 'alone' ? {} : aroundRun(about, draft.id));
  };
  const ofRun: DrawRun = (build, run, viewer, ...about) =>
    addressedTo(viewer.teamsId, drawRun(build, run, viewer, ...about));
  return { put, view, runView, drawRun, ofRun };
}

/** Whose tenant was looked at for an answer. */
function organizationIn(answers: readonly AnsweredQuestion[]): string | undefined {
  const looked = answers.find(({ tenant }) => tenant?.is === 'facts')?.tenant;
  return looked?.is === 'facts' ? looked.look.facts.organization.displayName : undefined;
}

/** What stands around a run's card. */
function aroundRun(view: RunView, id: CardId): Surroundings {
  const { run, context } = view;
  return {
    organization: run.organization.displayName,
    note: context.note && noteText(view, context.note),
    answers: context.note && answersTo(view, context.note),
    stopping: whatStoppingIs(view),
    news: context.news && newsText(view, context.news),
    appointment: appointmentLines(view),
    nextStep: nextStepLine(view),
    nextStepFaces: nextStepFaces(view),
    nextStepNeeds: context.nextStep?.permission,
    followers: followersLine(view, id),
    shared: { runId: run.id, revision: run.revision },
  };
}

function refuseMissingTexts({ textKeys }: Templates, texts: EachLanguage<Texts>): void {
  const missing = texts.all.flatMap(({ language, has }) =>
    textKeys.filter((key) => !has(key)).map((key) => `${language}: ${key}`),
  );
  if (missing.length > 0) throw new Error(`texts that the card templates name are missing:\n${missing.join('\n')}`);
}

type Welcome = { organization?: string | undefined; open?: Run | undefined; plan?: string | undefined };
