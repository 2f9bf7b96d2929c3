import type { Language } from './entry.js';

/** Words that say nothing of what is asked: grammar, courtesy, and who wonders. */
const lists: Record<Language, string> = {
  en: `a about actually also am an and any anybody anyone anything are arent as aside asking asks at be been being bit
    boss but by can cannot cant come comes could couldnt did didnt do does doesnt doing dont during either else even
    ever every everything for found from get gets getting give given gives go goes going gonna got gotta had has
    have havent having he hello her here hey hi him his how however i id if ill im in inside into is isnt it its ive
    just let lets like little made make makes many may maybe me might mine most much must my need needs no not of ok
    okay on once one onto or other our ours out own please pls possible really right roughly said same say saying
    says see set shall she should shouldnt so something soon still such sure take taken takes tell than thank thanks
    that thats the their them then there these they theyre thing things think this those though through to too under
    until up us very via wanna want wants was way we well went were what whats whether which while whom whos whose
    will wise with within wonder wondered wondering wonders wont work would wouldnt yes yet you your youre yours`,
  sv: `allt allting att bara behöver behövs blev bli blir bör chefen de del dem den denna deras dess dessa det detta
    din dina ditt dock du där därefter då egentligen eller en ens er era ert ett fanns finnas finns fram frågade
    frågar från fungerar funkar få får för förra ge ger gick gjort gäller gå gång går gör göra ha hade han har hej
    hela her hit hon hos hur här håll håller i in inga ingen inget inte ja jag kan kanske kom kommer kunde liksom
    lite låt man med medan mej mest mig min mina mitt mot mycket många måste möjligt nej ni no nog nu nä nämligen
    någon något några nån nåt o och ok okej om oss precis på redan räkna råkade samma se sedan sen ser sig sin sina
    sitt sj själv ska skall skulle som står säga säger så sådan sånt ta tack tag tar till tills typ tänker under
    undrade undrar ungefär ur ut vad vara varit vars vart vems vi via vid vilka vilken vilket vill vissa väl vår
    våra vårt än är även åt över`,
};

/** Words that tell questions on one subject apart, and next to nothing without one. */
const lightLists: Record<Language, string> = {
  en: `after all back before best better first know new now off only over some use used using without`,
  sv: `alla använd använda av bara bäst bättre efter först före innan kvar mer nu ny nya nytt tillbaka utan var vet
    veta över`,
};

const setsOf = (texts: Record<Language, string>): Record<Language, ReadonlySet<string>> => ({
  en: new Set(texts.en.split(/\s+/)),
  sv: new Set(texts.sv.split(/\s+/)),
});

const words = setsOf(lists);
const light = setsOf(lightLists);

const lightWeight = 0.8;

/** How much a lower-case word weighs beside the others of a question; 1 for most. */
export const weightOf = (word: string, language: Language): number => (light[language].has(word) ? lightWeight : 1);

/** Whether a lower-case word says nothing of what is asked. */
export const isStopWord = (word: string, language: Language): boolean => words[language].has(word);
