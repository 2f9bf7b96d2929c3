import { describe, expect, it } from '@jest/globals';
import { createKnowledge } from '../../../src/knowledge/index.js';
import { knowledgeOf } from '../../../src/knowledge-of.js';
import { understand } from '../../../src/teams/conversation/answers/understand.js';

/** What goes on from the question before, and what holds two questions, by the real knowledge. */

const knowledge = createKnowledge();
const asked = knowledgeOf(() => knowledge);
const idOf = (question: string, language: string) => {
  const reply = knowledge.ask(question, language);
  return reply.is === 'answer' ? reply.entry.id : reply.is;
};
function answers(text: string, language: 'en' | 'sv' | 'de', before?: string): string[] {
  const understood = understand(asked, text, language, before);
  return understood.is === 'answers' ? understood.all.map(({ known }) => idOf(known.question, language)) : [];
}

describe('what goes on from the question before', () => {
  it.each([
    ['and how long does that take?', 'en', 'Will a credit check be needed?', 'credit-check-duration'],
    ['och hur lång tid tar det?', 'sv', 'Krävs en kreditkontroll?', 'credit-check-duration'],
    ['för 200 personer då?', 'sv', 'Vad kostar det nya abonnemanget?', 'price'],
    ['for 200 people', 'en', 'How long does an upgrade take?', 'upgrade-duration'],
    ['and E5?', 'en', 'What does the new plan cost?', 'price'],
    ['E3 instead of E5', 'en', 'What does the new plan cost?', 'price'],
  ] as const)('%s, in %s, after %s', (text, language, before, entry) => {
    expect(answers(text, language, before)).toEqual([entry]);
  });

  it.each([
    ['E3 instead of E5', 'en'],
    ['E3 istället för E5', 'sv'],
    ['E3 statt E5', 'de'],
  ] as const)('%s, with nothing before it, compares those two', (text, language) => {
    expect(answers(text, language)).toEqual(['e3-or-e5']);
  });
});

describe('two questions in one message', () => {
  it.each([
    ['hej, vad kostar E5 och hur lång tid tar det? tack', 'sv', ['price', 'upgrade-duration']],
    ['how long does it take and do people notice anything', 'en', ['upgrade-duration', 'people-interruption']],
    ['hi! what does E5 cost? and when can I cancel E4? thanks', 'en', ['price', 'cancel-when']],
  ] as const)('%s', (text, language, entries) => {
    expect(answers(text, language)).toEqual(entries);
  });

  it('are one where "and" only joins what is asked about', () => {
    expect(answers('are mail and files kept', 'en')).toEqual(['data-kept']);
  });

  it.each([
    [
      "So I followed the guide a friend printed for me, and where the plans should be there's a grey box with a paragraph in it that isn't in the guide. I've read it three times. What am I supposed to do with that?",
      'en',
    ],
    [
      'Säljaren skickade en offert med två rader som nästan heter likadant, den ena börjar med Office och den andra med Microsoft. Jag begriper inte vad det är för skillnad. Kan du förklara?',
      'sv',
    ],
  ] as const)('are not what is told around one: %s', (text, language) => {
    const understood = understand(asked, text, language, undefined);
    const sure = understood.is === 'answers' && understood.all.every(({ other }) => other === undefined);
    expect({ sure, count: understood.is === 'answers' ? understood.all.length : 0 }).toEqual({ sure: false, count: 1 });
  });

  it('each have beside them what may have been meant instead, where that is not sure', () => {
    const understood = understand(asked, 'what are my options here? what does E5 cost?', 'en', undefined);
    const others =
      understood.is === 'answers' ? understood.all.map(({ other }) => other && idOf(other.question, 'en')) : [];
    expect(others).toEqual(['upgrade-options', undefined]);
  });
});

describe('a question that is hidden by what stands around it', () => {
  it('is understood by itself', () => {
    const question =
      'The easy button isn\'t available for us, says our IT fellow, who is on parental leave now. He left me a note that only says "do it by hand then". What does by hand mean here?';
    expect(asked.ask(question, 'en').is).toBe('unknown');
    expect(answers(question, 'en')).toEqual(['manual-meaning']);
  });
});
