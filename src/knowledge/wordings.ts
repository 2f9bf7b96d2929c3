import { type Entry, inLanguage, type Language } from './entry.js';

/** What people call the plans; "{plan}" in a wording stands for each of them. */
const planNames = ['E3', 'E5', 'Office 365 E3', 'Office 365 E5', 'Microsoft 365 E3', 'Microsoft 365 E5'];

/** Every way an entry may be asked. */
export function wordingsOf({ question, alternatives }: Entry, language: Language): string[] {
  return [inLanguage(question, language), ...inLanguage(alternatives, language)].flatMap((text) =>
    text.includes('{plan}') ? planNames.map((name) => text.replaceAll('{plan}', name)) : [text],
  );
}
