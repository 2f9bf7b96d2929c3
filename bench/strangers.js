import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { createKnowledge } from '../dist/knowledge/index.js';
import { knowledgeOf } from '../dist/knowledge-of.js';
import { readWords } from '../dist/teams/cards/words/texts.js';
import { understand } from '../dist/teams/conversation/answers/understand.js';
import { createIntents } from '../dist/teams/conversation/intents/intents.js';

/**
 * Questions as strangers ask them, written without a look at the entries, and what the bot takes each for. They are split
 * once by a hash: with the seen half the knowledge was improved, with the unseen half it never is.
 */

const file = (name) => fileURLToPath(new URL(`../${name}`, import.meta.url));
/**
 * Each list with what its halves were drawn by: each was written when those before it had been measured. With no half of the
 * visitors' was anything improved yet.
 */
const seeds = { strangers: 'strangers-1', newcomers: 'newcomers-1', passersby: 'passersby-1', visitors: 'visitors-1' };
export const lists = Object.keys(seeds);

/**
 * @returns each question with its half, its language, its voice, and the entries that answer it: none for other topics, `?`
 *   where it is the bot's business and no entry says it
 */
export function strangersQuestions(list = 'strangers') {
  const lines = readFileSync(file(`test/knowledge/${list}.tsv`), 'utf8')
    .trim()
    .split('\n');
  return lines.map((line) => {
    const [language, voice, entries, question] = line.split('\t');
    const isSeen = createHash('sha256').update(`${seeds[list]}:${question}`).digest()[0] % 2 === 1;
    const half = isSeen ? 'seen' : 'unseen';
    return { half, language, voice, entries: entries === '-' ? [] : entries.split(','), question };
  });
}

/**
 * What some words of the bot's own show: who asks how it goes may as well be shown it, and who tells a message of the
 * Upgrade tab that is asked for is told what it means.
 */
const shown = {
  status: 'upgrade-status',
  check: 'can-i-upgrade',
  help: 'what-the-bot-does',
  welcome: 'what-the-bot-does',
  MORE_USERS_THAN_LICENSES: 'more-users-than-licences',
  NOT_PROVISIONED_OR_UNHEALTHY: 'service-not-ready',
  OTHER_UPGRADE_OR_CREDIT_CHECK_PENDING: 'other-upgrade-pending',
  MULTIPLE_PLANS_SAME_PRODUCT: 'same-product-twice',
  PREPAID: 'prepaid-plan',
  GOV_OR_NONPROFIT: 'government-or-nonprofit',
  TEMPORARY_ISSUE: 'temporary-issue',
  TARGET_NOT_SUPPORTED: 'target-not-supported',
  HAS_ADDON: 'add-on-in-the-way',
  UNPAID_BALANCE: 'unpaid-balance',
  TRIAL: 'trial-subscription',
  NOT_ELIGIBLE: 'not-eligible',
};

/**
 * Asks every question of a list's half as it would be typed.
 * @param run what is under way; undefined: nothing
 * @returns a question with what came of it: `right` (answered, be it with the second beside it, or known to be another
 *   topic), `unsure` (asked back, or not known), `wrong` (answered with no doubt by what does not answer it)
 */
export function outcomes(half, run, list = 'strangers') {
  const here = { now: new Date('2026-03-04T09:30:00Z'), timeZone: 'Europe/Stockholm' };
  const read = (question) => intents(question, { run, sandbox: false, here });
  return strangersQuestions(list)
    .filter((one) => one.half === half)
    .map((one) => ({ ...one, came: cameOf(one, read(one.question)) }));
}

const knowledge = createKnowledge();
const intents = createIntents(readWords(file('src/locales')));
const known = knowledgeOf(() => knowledge);
/** What each question is understood as, which does not hang on what is under way. */
const understandings = new Map();

function understood({ question, language }) {
  const key = `${language}:${question}`;
  if (!understandings.has(key)) understandings.set(key, understand(known, question, language, undefined));
  return understandings.get(key);
}

function cameOf({ question, language, entries }, ask) {
  if (ask.is !== 'noAnswer') return judged([shown[ask.command?.tab ?? ask.command?.do ?? ask.is]], entries, true);
  const taken = understood({ question, language });
  // It is asked whether the tab shows that.
  if (ask.orTab && taken.is !== 'answers' && !taken.elsewhere) return 'unsure';
  if (taken.is === 'unknown') return entries.length === 0 ? 'right' : 'unsure';
  if (taken.is === 'which') return 'unsure';
  const told = taken.all.map(({ known: { question: asked } }) => knowledge.ask(asked, language).entry?.id);
  return judged(
    told,
    entries,
    taken.all.every(({ other }) => other === undefined),
  );
}

function judged(told, entries, isSure) {
  if (told.some((id) => entries.includes(id))) return 'right';
  return isSure ? 'wrong' : 'unsure';
}

/** How many of a half came out right, unsure and wrong. */
export function countsOf(list) {
  const count = (what) => list.filter(({ came }) => came === what).length;
  return { of: list.length, right: count('right'), unsure: count('unsure'), wrong: count('wrong') };
}
