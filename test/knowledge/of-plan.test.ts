import { describe, expect, it } from '@jest/globals';
import { inLanguage } from '../../src/knowledge/entry.js';
import { createKnowledge } from '../../src/knowledge/index.js';
import { askedOf, toldOf } from '../../src/knowledge/of-plan.js';
import { languagesOf, readEntries } from '../../src/knowledge/read-entries.js';
import { knowledgeOf } from '../../src/knowledge-of.js';

/** What is told of the plan that is left: of Office 365 E4 as ever, of another plan where one was found. */

const entries = readEntries('src/knowledge/entries');
const languages = languagesOf('src/knowledge/entries');
const plan = 'Microsoft 365 E3';
const entryOf = (id: string) => {
  const entry = entries.find((one) => one.id === id);
  if (!entry) throw new Error(`no entry ${id}`);
  return entry;
};

describe('an answer about the plan that is left', () => {
  it.each(languages)('names E4 where no other plan is known, in %s', (language) => {
    for (const entry of entries) {
      const { question, answer } = toldOf(entry, language, undefined);
      expect(question + answer).not.toMatch(/[{}]/);
      expect({ question, answer }).toEqual({
        question: inLanguage(entry.question, language),
        answer: inLanguage(entry.answer, language),
      });
    }
    expect(toldOf(entryOf('cancel-when'), language, undefined).question).toMatch(/\bE4\b/);
  });

  it.each(languages)('names the other plan, and E4 only where it is about E4, in %s', (language) => {
    const aboutE4 = entries.filter((entry) => {
      const { question, answer } = toldOf(entry, language, plan);
      expect(question + answer).not.toMatch(/[{}]/);
      return /\bE4\b/.test(question + answer);
    });
    expect(aboutE4.map(({ id }) => id).sort()).toEqual(
      [
        // What Microsoft's article on E4 says of it, and what stands in a comparison with it.
        'admin-downtime',
        'audio-conferencing',
        'credit-check-meanwhile',
        'e4-retired',
        'microsoft-365-e7',
        'phone-system',
        'plan-microsoft-365-e3',
        'plan-microsoft-365-e5',
        'plan-office-365-e3',
        'plan-office-365-e5',
        'power-bi',
        'upgrade-or-change',
        'what-is-in-e4',
      ].sort(),
    );
    const { question, answer } = toldOf(entryOf('cancel-when'), language, plan);
    expect(question).toContain(plan);
    expect(answer).toContain(plan);
  });

  it('is said as English says it', () => {
    expect(toldOf(entryOf('cancel-when'), 'en', plan).answer).toContain('holds a Microsoft 365 E3 license');
    expect(toldOf(entryOf('cancel-when'), 'en', 'Office 365 E3').answer).toContain('holds an Office 365 E3 license');
    expect(toldOf(entryOf('what-the-bot-does'), 'en', plan).answer).toContain('I find your Microsoft 365 E3 sub');
  });

  it('says nothing of E4 that is not so of the other plan', () => {
    expect(toldOf(entryOf('go-back'), 'en', plan).answer).not.toMatch(/no longer sold/);
    expect(toldOf(entryOf('data-kept'), 'en', plan).answer).not.toMatch(/five plans/);
  });
});

describe('a question about the plan that is left', () => {
  it('is understood by the name of the plan', () => {
    expect(askedOf('When can I cancel microsoft 365 e3?', plan)).toBe('When can I cancel E4?');
    expect(askedOf('When can I cancel E4?', undefined)).toBe('When can I cancel E4?');
  });

  it('is found again by the words of its own button', () => {
    const knowledge = knowledgeOf(() => createKnowledge());
    const { question } = toldOf(entryOf('go-back'), 'en', plan);
    expect(knowledge.ask(question, 'en', plan)).toMatchObject({ is: 'sure', known: { question } });
  });
});
