import { createChooser } from '../model/chooser.js';
import { type Finding, ok, warning } from './finding.js';

const id = 'answers.model';
const choices = [
  { id: 'weather', question: 'What will the weather be like?' },
  { id: 'price', question: 'What does the plan cost?' },
];
/** Somebody waits for doctor, and a model that is asked for the first time is slow. */
const timeLimitMs = 10_000;

/** Whether the language model chooses as it is asked to. Nothing of anybody is sent. */
export async function checkModel(model: { address: string; key: string }, fetchIt: typeof fetch): Promise<Finding> {
  const choose = createChooser({ ...model, fetch: fetchIt, now: Date.now, random: () => 0.5, timeLimitMs });
  const chosen = await choose('how much is the plan', choices);
  if (chosen?.is === 'chosen' && chosen.id === 'price') return ok(id, 'chooses among answers as it is asked to');
  const seen = chosen?.is === 'failed' ? chosen.why : 'chose an answer that does not fit';
  const fix =
    'Check ANSWERS_MODEL (the whole address of chat completions, with the name of the model after # where the service ' +
    'wants one) and its key, or leave it empty: the bot answers by its own search then.';
  return warning(id, `the language model: ${seen}`, fix);
}
