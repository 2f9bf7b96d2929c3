import { withMore } from '../../base/sharing.js';
import { tellAction } from '../../engine/action-log.js';
import { answerQuestion } from './answers/answer-question.js';
import { answerYesOrNo, askWhichEnd } from './answers/answer-yes-or-no.js';
import { carryOut } from './answers/carry-out.js';
import { comparePlans } from './answers/compare-plans.js';
import { forgetMe } from './answers/forget-me.js';
import { greet } from './answers/greet.js';
import { offerFile } from './answers/offer-file.js';
import { planLeft } from './answers/plan-left.js';
import { listScenarios, moveClock, useScenario } from './answers/practice-answers.js';
import { actionOf, seerOf } from './answers/seer.js';
import { showReport } from './answers/show-report.js';
import { runMeant, showAnyRun, showRun } from './answers/show-run.js';
import { takeFileAnswer } from './answers/take-file-answer.js';
import type { Answer, Asking } from './conversation.js';
import type { Ask, OnCard } from './intents/ask.js';
import { say, sayToStranger, viewerFor } from './say.js';

/** Answers what a person asks for. Rejects only for defects and a store that cannot be read. */
export async function answerAsk(person: Asking, ask: Ask): Promise<Answer> {
  const asking = withMore(person, { asked: ask.is === 'command' ? ask.command.do : ask.is });
  switch (ask.is) {
    case 'command':
      return carryOut(asking, ask);
    case 'comparePlans':
      return comparePlans(asking, ask);
    case 'welcome':
      return greet(asking);
    case 'help':
      return { rendered: asking.cards.help(viewerFor(asking, []), await planLeft(asking)) };
    case 'forgetMe':
      return forgetMe(asking);
    case 'yes':
    case 'no':
      return answerYesOrNo(asking, ask.is);
    case 'endSomething':
      return askWhichEnd(asking);
    case 'thanks':
      return sayToStranger(asking, { text: 'thanked' });
    case 'remark':
      return sayToStranger(asking, { text: 'remarked' });
    case 'history':
      return showHistory(asking, ask.page);
    case 'openRun':
    case 'report':
    case 'saveReport':
      return answerOnRun(asking, ask);
    case 'fileAnswer':
      return takeFileAnswer(asking, ask.value);
    case 'language': {
      const { language } = ask;
      if (!language) return sayToStranger(asking, { text: 'languageUnknown' });
      return { ...sayToStranger(withMore(asking, { language }), { text: 'languageChanged' }), language };
    }
    case 'scenarios':
      return listScenarios(asking);
    case 'useScenario':
      return useScenario(asking, ask.scenario);
    case 'advance':
      return moveClock(asking, ask.duration);
    case 'badInput':
      return answerBadInput(asking, ask.on);
    case 'pilotOfNobody':
    case 'unknownAction':
      return sayToStranger(asking, { text: ask.is });
    case 'noAnswer':
      return answerQuestion(asking, ask);
    default:
      return ask satisfies never;
  }
}

async function showHistory(asking: Asking, page: number | undefined): Promise<Answer> {
  const seer = await seerOf(asking, 'forReading');
  if (seer.is === 'refused') return seer.answer;
  return { rendered: seer.cards.history(seer.viewer, await seer.upgrades.history(seer.person.tenantId), page) };
}

type OnRun = Extract<Ask, { is: 'openRun' | 'report' | 'saveReport' }>;

/** What is asked of the run that a card or a number in the history (from 1) means, which need not be the present one. */
async function answerOnRun(asking: Asking, ask: OnRun): Promise<Answer> {
  const { on, number }: { on?: OnCard | undefined; number?: number | undefined } = ask;
  const seer = await seerOf(asking, 'now');
  if (seer.is === 'refused') return seer.answer;
  const history = number === undefined ? [] : await seer.upgrades.history(seer.person.tenantId);
  const run = number === undefined ? await runMeant(seer, on) : history[number - 1];
  if (!run && on) tellAction(seer.log, actionOf(seer, on.runId), { is: 'notTheirs' });
  if (!run) return say(seer, { text: on ? 'foreignRun' : number === undefined ? 'noRun' : 'noSuchNumber' });
  tellAction(seer.log, actionOf(seer, run.id), { is: 'done' });
  if (ask.is === 'openRun') return showAnyRun(seer, run);
  return ask.is === 'report' ? showReport(seer, run) : offerFile(seer, run, ask.file);
}

/** The card that was filled in, with a note that it could not be read. */
async function answerBadInput(asking: Asking, on: OnCard | undefined): Promise<Answer> {
  const seer = await seerOf(asking, 'forReading');
  if (seer.is === 'refused') return seer.answer;
  const run = on && (await seer.upgrades.run(seer.person.tenantId, on.runId));
  return run ? showRun(seer, run, { why: 'badInput' }) : say(seer, { text: 'badInput' });
}
