import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { createKnowledge } from '../dist/knowledge/index.js';
import { perSecond, row } from './measure.js';
import { countsOf, lists, outcomes } from './strangers.js';

/** A question of 10,000 characters against one that people ask: length must not be a way to keep the bot busy. */
export async function questions() {
  const knowledge = createKnowledge();
  const asking = (question) => perSecond(async () => knowledge.ask(question, 'en'), { ms: 1_000 });
  const short = await asking('how long does the upgrade take');
  const long = await asking('why is E4 so and what does it cost '.repeat(300).slice(0, 10_000));
  return [row('question: 10,000 characters', 'answers/s', long, 'a short one', short), ...understanding()];
}

/** Of the questions of strangers that nothing was tuned on: how many are answered rightly, asked back, answered wrongly. */
function understanding() {
  const file = new URL('../test/knowledge/runs-under-way.json', import.meta.url);
  const runs = JSON.parse(readFileSync(fileURLToPath(file), 'utf8'));
  const situations = lists.flatMap((list) => [undefined, ...runs].map((run) => ({ list, run })));
  return situations.flatMap(({ list, run }) => {
    const { of, right, unsure, wrong } = countsOf(outcomes('unseen', run, list));
    const name = `question of ${list}, ${run ? `while ${run.state.is}` : 'no run'}`;
    return Object.entries({ right, unsure, wrong }).map(([came, count]) =>
      row(`${name}: ${came}`, 'questions', count, 'all of them', of),
    );
  });
}
