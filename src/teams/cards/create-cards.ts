import type { Run } from '../../upgrade/run/run.js';
import { type LinkId, links } from '../../upgrade/tenant/admin-center-links.js';
import { answer } from './answer.js';
import { appointment } from './appointment.js';
import { nextStepLine, toldLine } from './colleagues.js';
import { createFormats } from './format.js';
import { frame, type Surroundings } from './frame.js';
import { help } from './help.js';
import { history } from './history.js';
import { newsText } from './news.js';
import { noSource } from './no-source.js';
import { noteText } from './notes.js';
import { notice } from './notice.js';
import { plans } from './plans.js';
import { refused } from './refused.js';
import { report } from './report.js';
import { type ReportWords, reportWords } from './report-words.js';
import { runCard } from './run-card.js';
import { scenarios } from './scenarios.js';
import { readTemplates, type Templates } from './templates.js';
import { readTexts, type Texts } from './texts.js';
import type { Cards, CardsOptions, Language, Rendered, RunContext, Viewer } from './types.js';
import { type Draft, type RunView, type View, viewOf } from './view.js';
import { welcome } from './welcome.js';

/**
 * Reads the card templates and the locale files, once.
 * @throws naming every template that is missing or cannot be parsed, and every text that a template names in vain
 */
export function createCards(options: CardsOptions): Cards {
  const templates = readTemplates(options.templatesDir);
  const texts = readTexts(options.localesDir);
  const formats = createFormats();
  refuseMissingTexts(templates, texts);
  const words: Record<Language, ReportWords> = { en: reportWords(texts.en), sv: reportWords(texts.sv) };

  const put = (draft: Draft, view: View, around: Surroundings = {}): Rendered =>
    frame(draft, view, texts[view.viewer.language], templates, around);
  const view = (viewer: Viewer): View => viewOf(viewer, texts[viewer.language], formats(viewer));

  const ofRun = (build: (view: RunView) => Draft, run: Run, viewer: Viewer, context: RunContext): Rendered => {
    const page = (id: LinkId): string => options.adminCenter?.(run.tenantId, id, viewer.language) ?? links[id];
    const consent = options.consent?.(run.tenantId);
    const about: RunView = { ...view(viewer), run, context, page, consent };
    const draft = build(about);
    return put(draft, about, {
      organization: run.organization.displayName,
      note: context.note === undefined ? undefined : noteText(about, context.note),
      news: context.notice === undefined ? undefined : newsText(about, context.notice),
      appointment: appointment(about),
      nextStep: nextStepLine(about),
      nextStepNeeds: context.nextStep?.permission,
      told: toldLine(about, draft.id),
      shared: { runId: run.id, revision: run.revision },
    });
  };

  return {
    run: (run, viewer, context) => ofRun(runCard, run, viewer, context),
    plans: (run, viewer, context) => ofRun(plans, run, viewer, context),
    welcome(viewer, { organization, open }) {
      const shared = open === undefined ? {} : { runId: open.id, revision: open.revision };
      return put(welcome(view(viewer), open), view(viewer), { organization, shared });
    },
    help: (viewer) => put(help(view(viewer), texts[viewer.language]), view(viewer)),
    answer(viewer, known, live) {
      const organization = live?.is === 'facts' ? live.look.facts.organization.displayName : undefined;
      return put(answer(view(viewer), known, live), view(viewer), { organization });
    },
    scenarios: (viewer, list) => put(scenarios(view(viewer), list), view(viewer)),
    history: (viewer, runs, page) => put(history(view(viewer), runs, page), view(viewer)),
    report: (run, viewer, context, about) => ofRun((view) => report(view, about), run, viewer, context),
    reportWords: (language) => words[language],
    assessment: (_assessment, viewer) => put(noSource(view(viewer)), view(viewer)),
    refused: (viewer, about) => put(refused(view(viewer), about), view(viewer)),
    notice: (viewer, message) => put(notice(view(viewer), message, options.consent), view(viewer)),
  };
}

function refuseMissingTexts({ textKeys }: Templates, texts: Record<Language, Texts>): void {
  const missing = Object.values(texts).flatMap(({ language, has }) =>
    textKeys.filter((key) => !has(key)).map((key) => `${language}: ${key}`),
  );
  if (missing.length > 0) throw new Error(`texts that the card templates name are missing:\n${missing.join('\n')}`);
}
