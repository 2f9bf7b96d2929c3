import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { createKnowledge } from '../../src/knowledge/index.js';
import { asked, farAway, type Language, unseen, unseenFarAway } from './questions.js';

const knowledge = createKnowledge();
const languages: readonly Language[] = ['en', 'sv'];

type Asked = readonly (readonly [question: string, entry: string])[];

/** What is answered, with the second beside it or without. */
const firstOf = (reply: ReturnType<typeof knowledge.ask>) =>
  reply.is === 'answer' ? reply.entry : reply.is === 'likely' ? reply.entries[0] : undefined;

/** How a list of questions came out. */
function outcome(list: Asked, language: Language) {
  const told = list.map(([question, entry]) => ({ question, entry, reply: knowledge.ask(question, language) }));
  const wrong = told.flatMap(({ question, entry, reply }) =>
    reply.is === 'answer' && reply.entry.id !== entry ? [{ question, got: reply.entry.id }] : [],
  );
  const right = told.filter(({ entry, reply }) => firstOf(reply)?.id === entry);
  const offered = told.filter(
    ({ entry, reply }) =>
      firstOf(reply)?.id !== entry && 'entries' in reply && reply.entries.some(({ id }) => id === entry),
  );
  return { wrong, right: right.length / list.length, rightOrOffered: (right.length + offered.length) / list.length };
}

const answered = (list: readonly string[], language: Language) =>
  list.filter((question) => knowledge.ask(question, language).is === 'answer');

describe.each(languages)('questions in %s', (language) => {
  it('are answered by the right entry, at least 95 in 100 of them, and never by a wrong one', () => {
    const { right, wrong } = outcome(asked[language], language);
    expect(asked[language].length).toBeGreaterThanOrEqual(60);
    expect(wrong).toEqual([]);
    expect(right).toBeGreaterThanOrEqual(0.95);
  });

  it('that the knowledge was not improved with are answered too, or the right entry is one of two to choose from', () => {
    const { right, rightOrOffered, wrong } = outcome(unseen[language], language);
    expect(wrong).toEqual([]);
    expect(right).toBeGreaterThanOrEqual(0.85);
    expect(rightOrOffered).toBeGreaterThanOrEqual(0.95);
  });

  it('get no answer when they are about something else', () => {
    expect(farAway[language].length).toBeGreaterThanOrEqual(30);
    expect(answered(farAway[language], language)).toEqual([]);
  });

  it('seldom get one when they are about something else that nobody thought of', () => {
    expect(answered(unseenFarAway[language], language).length).toBeLessThanOrEqual(1);
  });

  it('are understood by somebody whose client is set to the other language', () => {
    const other = language === 'en' ? 'sv' : 'en';
    const { right, wrong } = outcome(
      asked[language].filter((_one, at) => at % 3 === 0),
      other,
    );
    expect(wrong).toEqual([]);
    expect(right).toBeGreaterThanOrEqual(0.9);
  });
});

describe('a question', () => {
  it('is unknown when it is empty or says nothing', () => {
    for (const question of ['', '   ', '???', 'and then what', '😀', '2', '1 200', 'x?'])
      expect(knowledge.ask(question, 'en')).toEqual({ is: 'unknown', elsewhere: false });
  });

  it('is told apart from one of another subject', () => {
    expect(knowledge.ask("what's the weather like in Malmö", 'en')).toEqual({ is: 'unknown', elsewhere: true });
    expect(knowledge.ask('berätta en rolig historia', 'sv')).toEqual({ is: 'unknown', elsewhere: true });
    expect(knowledge.ask('asdf qwer zxcv', 'en')).toEqual({ is: 'unknown', elsewhere: false });
  });

  it('may be written as it is spoken', () => {
    const same = (spoken: string, spelt: string, language: Language) =>
      expect(knowledge.ask(spoken, language)).toEqual(knowledge.ask(spelt, language));
    same('can ppl work b4 the upgrade is done', 'can people work before the upgrade is done', 'en');
    same('va e priset för ngn me E5', 'vad är priset för någon me E5', 'sv');
  });

  it('is unknown when it is noise', () => {
    for (const question of ['asdf qwer zxcv', '\u0000\u0001', '../../etc/passwd', 'constructor __proto__'])
      expect(knowledge.ask(question, 'sv').is).not.toBe('answer');
  });

  it('is read to its 500th character and no further', () => {
    const question = 'how long does the upgrade take ';
    expect(knowledge.ask(question + ' '.repeat(500) + 'zebra giraffe '.repeat(700), 'en')).toEqual(
      knowledge.ask(question, 'en'),
    );
    expect(knowledge.ask('zebra '.repeat(100) + question, 'en').is).toBe('unknown');
  });

  it.each([
    ['one of 10,000 characters', 'why is E4 so and what does it cost '.repeat(300).slice(0, 10_000)],
    ['one of words that nobody knows', 'frobnicate quux plugh xyzzy '.repeat(40)],
    ['one of one long word', 'licensuppgraderingsabonnemangsfaktureringen'.repeat(12)],
    ['one in Markdown with a mention', '<at>Upgrade Assistant</at> **how** `long` does [it](http://x.example) take?'],
  ])('may be %s', (_what, question) => {
    for (const language of languages)
      expect(['answer', 'likely', 'unsure', 'unknown']).toContain(knowledge.ask(question, language).is);
  });

  it('may be written in capitals, with any spacing and punctuation', () => {
    const reply = knowledge.ask('  HOW LONG,   DOES the Upgrade-TAKE ?!', 'en');
    expect(reply).toMatchObject({ is: 'answer', entry: { id: 'upgrade-duration' } });
  });

  it('may be written in Markdown, with an address in it', () => {
    const reply = knowledge.ask('**how** `long` does the [upgrade](https://contoso.example/up?x=1) _take_?', 'en');
    expect(reply).toMatchObject({ is: 'answer', entry: { id: 'upgrade-duration' } });
  });

  it('may be written without dots and rings', () => {
    const reply = knowledge.ask('hur lang tid tar kreditkontrollen', 'sv');
    expect(reply).toMatchObject({ is: 'answer', entry: { id: 'credit-check-duration' } });
  });

  it('may be any text at all', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: 'binary', maxLength: 600 }),
        fc.constantFrom(...languages),
        (question, language) => {
          expect(['answer', 'likely', 'unsure', 'unknown']).toContain(knowledge.ask(question, language).is);
        },
      ),
    );
  });
});
