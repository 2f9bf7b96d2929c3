import { canBeAttested, needsAttestation } from '../../../upgrade/run/buying.js';
import type { RunView } from '../view.js';
import { escapeMarkdown } from '../words/escape-markdown.js';

/**
 * What whoever buys for a customer attests, in the checkout: a tick while nobody has, and who did it since. Where Microsoft
 * does not ask for it the tick may be left out.
 * @see https://learn.microsoft.com/partner-center/developer/create-a-cart (PartnerOnRecordAttestationAccepted)
 */
export function attestation(view: RunView) {
  const { t, format, run, may } = view;
  if (!canBeAttested(run)) return { attestation: [], attestedLine: [], placeOrderInputs: 'none' };
  if (run.attested) {
    const { by, at } = run.attested;
    const line = t('attestation.given', { name: escapeMarkdown(by.name), at: format.moment(at) });
    return { attestation: [], attestedLine: [line], placeOrderInputs: 'none' };
  }
  const tick = {
    label: t('attestation.label'),
    title: t('attestation.title'),
    isRequired: needsAttestation(run),
    error: t('attestation.error'),
  };
  return { attestation: may.buy ? [tick] : [], attestedLine: [], placeOrderInputs: may.buy ? 'auto' : 'none' };
}
