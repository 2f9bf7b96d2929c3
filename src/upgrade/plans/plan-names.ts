import { displayName, sourceSku } from './plans.js';
import { waysOn } from './ways-on.js';

/** What a text can say of a plan: its size, its family, and whether audio conferencing is left out. */
type Marks = { size: string | undefined; family: keyof typeof families | undefined; silent: boolean };

const families = { office: /\b(office|o)\s?-?365\b/, microsoft: /\b(microsoft|ms|m)\s?-?365\b/ } as const;
const silence = /\b(without|no|minus|utan|ohne)\b.{0,12}\b(audio|ljud|conferenc|konferens)/;
const size = /\b([aefg]\d|basic|standard|premium)/;

function marksOf(sku: string): Marks {
  const name = displayName(sku).toLocaleLowerCase('en');
  return { size: size.exec(name)?.[1], family: familiesIn(name)[0], silent: silence.test(name) };
}

const familiesIn = (text: string) => (['office', 'microsoft'] as const).filter((family) => families[family].test(text));

/**
 * The plans a text may mean, in any of the languages, of those that are offered from `source` (a skuPartNumber): one when
 * it names one, several for "E5", none when it names no plan. The edition without Audio Conferencing is meant only when
 * that is said, and the plan that is left is not what is asked about.
 */
export function plansNamed(text: string, source: string = sourceSku): readonly string[] {
  const said = text.toLocaleLowerCase('en');
  const left = marksOf(source).size;
  const named = familiesIn(said);
  const sizes = [...said.matchAll(new RegExp(size, 'g'))].flatMap(([, one]) => one ?? []);
  const others = sizes.filter((one) => one !== left);
  const wanted = others.length > 0 ? others : sizes;
  return waysOn(source, 0).filter((sku) => {
    const marks = marksOf(sku);
    if (marks.size === undefined || !wanted.includes(marks.size)) return false;
    const isFamily = named.length === 0 || (marks.family !== undefined && named.includes(marks.family));
    return isFamily && marks.silent === silence.test(said);
  });
}
