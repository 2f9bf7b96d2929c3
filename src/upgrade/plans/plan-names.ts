import { type TargetSku, targetSkus } from './plans.js';

/** What a text can say of each plan: its size, its family, and whether audio conferencing is left out. */
const marks: Record<TargetSku, { size: 'e3' | 'e5'; family: 'office' | 'microsoft'; silent: boolean }> = {
  ENTERPRISEPREMIUM: { size: 'e5', family: 'office', silent: false },
  SPE_E5: { size: 'e5', family: 'microsoft', silent: false },
  SPE_E5_NOPSTNCONF: { size: 'e5', family: 'microsoft', silent: true },
  ENTERPRISEPACK: { size: 'e3', family: 'office', silent: false },
  SPE_E3: { size: 'e3', family: 'microsoft', silent: false },
};

const families = { office: /\b(office|o)\s?-?365\b/, microsoft: /\b(microsoft|ms|m)\s?-?365\b/ } as const;
const silence = /\b(without|no|minus|utan)\b.{0,12}\b(audio|ljud|conferenc|konferens)/;

/**
 * The plans a text may mean, in either language: one when it names one, several for "E5", none when it names no plan.
 * The edition without Audio Conferencing is meant only when that is said.
 */
export function plansNamed(text: string): readonly TargetSku[] {
  const said = text.toLocaleLowerCase('en');
  const sizes = (['e3', 'e5'] as const).filter((size) => new RegExp(`\\b${size}`).test(said));
  const named = (['office', 'microsoft'] as const).filter((family) => families[family].test(said));
  if (sizes.length === 0) return [];
  return targetSkus.filter((sku) => {
    const { size, family, silent } = marks[sku];
    return sizes.includes(size) && (named.length === 0 || named.includes(family)) && silent === silence.test(said);
  });
}
