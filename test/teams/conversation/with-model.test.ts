import { describe, expect, it } from '@jest/globals';
import type { Understood } from '../../../src/teams/conversation/answers/understand.js';
import { withModel } from '../../../src/teams/conversation/answers/with-model.js';
import type { Knowledge } from '../../../src/teams/conversation/knowledge.js';

/** When a language model is asked, and what becomes of what it chose. */

const known = (question: string) => ({ question, answer: 'Yes.', link: 'https://learn.microsoft.com/' });
const asked = { question: 'what is it', language: 'en', plan: undefined, names: ['Alex'] } as const;

function knowing(chosen: ReturnType<typeof known> | undefined) {
  const questions: string[] = [];
  const knowledge: Knowledge = {
    ask: () => ({ is: 'unknown', elsewhere: false }),
    choose: async (question) => {
      questions.push(question);
      return chosen;
    },
  };
  return { knowledge, questions };
}

const which: Understood = { is: 'which', known: [known('One?'), known('Two?')] };
const unknown: Understood = { is: 'unknown', elsewhere: false };
const understood: Understood = { is: 'answers', all: [{ known: known('One?'), asked: 'one' }] };
const elsewhere: Understood = { is: 'unknown', elsewhere: true };

describe('a language model', () => {
  it.each([
    ['was understood', understood],
    ['is surely about something else', elsewhere],
  ])('is not asked of what %s', async (_what, found) => {
    const { knowledge, questions } = knowing(known('Two?'));
    expect(await withModel(knowledge, found, asked)).toBe(found);
    expect(questions).toEqual([]);
  });

  it('chooses where either may be meant, and the other stays a button away', async () => {
    const { knowledge, questions } = knowing(known('Two?'));
    expect(await withModel(knowledge, which, asked)).toMatchObject({
      is: 'answers',
      all: [{ known: { question: 'Two?' }, other: { question: 'One?' } }],
    });
    expect(questions).toEqual(['what is it']);
  });

  it('chooses where nothing was found, and leaves everything as it is where it chose nothing', async () => {
    expect(await withModel(knowing(known('Two?')).knowledge, unknown, asked)).toMatchObject({
      all: [{ known: { question: 'Two?' }, other: undefined }],
    });
    for (const found of [which, unknown])
      expect(await withModel(knowing(undefined).knowledge, found, asked)).toBe(found);
  });

  it('is none where none is set', async () => {
    const knowledge: Knowledge = { ask: () => ({ is: 'unknown', elsewhere: false }) };
    expect(await withModel(knowledge, which, asked)).toBe(which);
  });
});
