import { createKnowledge } from '../dist/knowledge/index.js';
import { perSecond, row } from './measure.js';

/** A question of 10,000 characters against one that people ask: length must not be a way to keep the bot busy. */
export async function questions() {
  const knowledge = createKnowledge();
  const asking = (question) => perSecond(async () => knowledge.ask(question, 'en'), { ms: 1_000 });
  const short = await asking('how long does the upgrade take');
  const long = await asking('why is E4 so and what does it cost '.repeat(300).slice(0, 10_000));
  return [row('question: 10,000 characters', 'answers/s', long, 'a short one', short)];
}
