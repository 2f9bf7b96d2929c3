import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { createKnowledge, type Language } from '../../src/knowledge/index.js';
import { asked, farAway } from './questions.js';

const knowledge = createKnowledge();
const languages: readonly Language[] = ['en', 'sv'];

describe.each(languages)('questions in %s', (language) => {
  it('are answered by the right entry, at least 95 in 100 of them', () => {
    const missed = asked[language].filter(([question, entry]) => {
      const reply = knowledge.ask(question, language);
      return reply.is !== 'answer' || reply.entry.id !== entry;
    });
    expect(asked[language].length).toBeGreaterThanOrEqual(60);
    expect(missed.length / asked[language].length).toBeLessThanOrEqual(0.05);
  });

  it('are never answered by the wrong entry', () => {
    const wrong = asked[language].flatMap(([question, entry]) => {
      const reply = knowledge.ask(question, language);
      return reply.is === 'answer' && reply.entry.id !== entry ? [{ question, got: reply.entry.id }] : [];
    });
    expect(wrong).toEqual([]);
  });

  it('get no answer when they are about something else', () => {
    const answered = farAway[language].filter((question) => knowledge.ask(question, language).is === 'answer');
    expect(farAway[language].length).toBeGreaterThanOrEqual(30);
    expect(answered).toEqual([]);
  });
});

describe('a question', () => {
  it('is unknown when it is empty or says nothing', () => {
    for (const question of ['', '   ', '???', 'and then what', '😀'])
      expect(knowledge.ask(question, 'en')).toEqual({ is: 'unknown' });
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
    expect(knowledge.ask('zebra '.repeat(100) + question, 'en')).toEqual({ is: 'unknown' });
  });

  it('may be written in capitals, with any spacing and punctuation', () => {
    const reply = knowledge.ask('  HOW LONG,   DOES the Upgrade-TAKE ?!', 'en');
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
          expect(['answer', 'unsure', 'unknown']).toContain(knowledge.ask(question, language).is);
        },
      ),
    );
  });
});
