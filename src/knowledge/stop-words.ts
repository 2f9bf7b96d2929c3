import type { Language } from './entry.js';

/** Words that say nothing of what is asked: grammar, courtesy, and who wonders. */
const lists: Record<Language, string> = {
  en: `a everything inside pls bit little wise doesnt didnt wont arent havent youre lets couldnt wouldnt shouldnt whos gives given found asks asking come comes gonna gotta about actually also am an and any anyone anything are as at be been being but by can cannot
    cant could did do does doing dont during either else even ever every for from get gets getting give given go goes
    going got had has have having he hello her here hey hi him his how however i id if ill im in into is isnt it its
    ive just  let like made make makes many may maybe me might mine most much must my need needs no not of
    ok okay on once one onto or other our ours out own please possible really right said same say says
    see shall she should so something soon still such sure take takes taken tell than thank thanks that thats the
    their them then there these they theyre thing things think this those though through to too under until up us 
      very via wanna want wants was way we well went were what whats whether which while whom
    whose will with within wonder wondering wondered wonders work would yes yet you your yours boss`,
  sv: `allt tag allting tänker förra frågar frågade gång håll håller nån nåt står funkar fungerar råkade att bara behöver behövs bli blir blev bör dem den denna deras dess dessa det detta de din dina
    ditt dock du då där därefter eller en ens er era ert ett fanns finnas finns fram från får få för ge ger
    gick gäller går gå gör göra gjort ha hade han har hej hela her hit hon hos hur här i in inga ingen inget
    inte ja jag kan kanske kommer kom kunde lite låt man med medan mej mest mig min mina mitt mot mycket många måste
    möjligt ni no nog nu nåt något någon några nä nej nämligen o och ok okej om oss på precis redan samma se sedan
    sen ser sig sin sina sitt sj själv ska skall skulle som säga säger så sådan sånt ta tack tar till tills typ under
    undrar undrade ur ut vad vara vars vart varit vems   vi via vid vilka vilken vilket vill
    vår våra vårt väl än även är åt över chefen egentligen liksom`,
};

const words: Record<Language, ReadonlySet<string>> = {
  en: new Set(lists.en.split(/\s+/)),
  sv: new Set(lists.sv.split(/\s+/)),
};

/** Words that tell questions on one subject apart, and next to nothing without one. */
const light: Record<Language, ReadonlySet<string>> = {
  en: new Set(
    'before after off all where when who why some without first new now only over back best better use used using know'.split(
      ' ',
    ),
  ),
  sv: new Set(
    'före innan efter av alla när var vem varför mer utan först ny nytt nya nu bara över kvar tillbaka bäst bättre använda använd veta vet'.split(
      ' ',
    ),
  ),
};

/** How much a lower-case word weighs beside the others of a question; 1 for most. */
export const weightOf = (word: string, language: Language): number => (light[language].has(word) ? 0.3 : 1);

/** Whether a lower-case word says nothing of what is asked. */
export const isStopWord = (word: string, language: Language): boolean => words[language].has(word);
