/** Whether what somebody wrote asks something, in any of the languages. */

const begins =
  /^(what|how|when|why|who|which|where|can|could|do|does|did|is|are|was|will|would|should|may|must|have|vad|hur|när|varför|vem|vilken|vilket|vilka|var|kan|kunde|kommer|får|ska|måste|behöver|är|har|finns|blir|går|gör)\s/i;
const within =
  /(^|[\s,.;:–-])(what now|now what|what then|what (should|shall|do|can|must) (i|we)|what does (it|that|this) mean|how (do|can|should) (i|we)|why is that|vad nu|vad då|vad gör (jag|vi|man)|vad ska (jag|vi|man)|vad betyder (det|detta)|vad innebär (det|detta)|hur (gör|ska|löser|fixar|åtgärdar) (jag|vi|man)|varför då)([\s.,!]|$)/i;

/** @param text as it was written, with its punctuation */
export function asksSomething(text: string): boolean {
  return text.trimEnd().endsWith('?') || begins.test(text) || within.test(text);
}
