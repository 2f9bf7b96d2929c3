/** The questions in what somebody wrote, most of one. */

const most = 2;
const fewestWords = 2;
const joined = /\s*(?:,|;)?\s+(?:and also|and|also|och dessutom|och|samt)\s+(?=\S+\s+\S)/i;

/** Questions that are told apart by their marks; one where there are none. */
export function questionsIn(text: string): string[] {
  const parts = text
    .split(/[?\n]+/)
    .map((part) => part.trim())
    .filter((part) => part.split(/\s+/).length >= fewestWords);
  return parts.length > 1 ? parts.slice(0, most) : [text];
}

/** Two that are joined by "and", which may as well be one; undefined where there is no such word. */
export function joinedQuestions(text: string): [string, string] | undefined {
  const match = joined.exec(text);
  if (!match || match.index === 0) return undefined;
  return [text.slice(0, match.index), text.slice(match.index + match[0].length)];
}

const goesOn = /^(and|but|so|och|men|så|what about|how about|hur är det med|hur blir det med)\b/i;
const refersBack = /\b(then|instead|that|it|then, too|då|i stället|istället|den|det|dem)\s*$/i;

/** Whether it goes on from what was asked before: "and how long does that take", "för 200 personer då". */
export function followsUp(text: string): boolean {
  return goesOn.test(text) || refersBack.test(text);
}

/** The same without the words that only tie it to what was asked before. */
export function withoutTies(text: string): string {
  return text
    .replace(goesOn, '')
    .replace(/\b(that|it|det|den|då|then)\b/gi, ' ')
    .replace(/\s+/g, ' ')
    .trim();
}

const asking =
  /(?<=^|\s)(will|would|should|can|could|may|do|does|did|is|are|be|has|have|needed|what|which|how|long|much|many|when|where|who|why|happens?|we|i|you|our|the|a|an|to|of|on|at|if|kan|ska|får|går|krävs|behövs|vad|vilka|vilket|hur|lång|tid|tar|länge|mycket|många|när|var|vem|varför|händer|vi|jag|du|vår|våra|vårt|en|ett|det|den|de|är|på|till|med|om|för)(?=\s|[?.]|$)/gi;

/** What a question is about, without the words that ask. */
export function subjectOf(question: string): string {
  return question.replace(asking, ' ').replace(/[?.]/g, ' ').replace(/\s+/g, ' ').trim();
}
