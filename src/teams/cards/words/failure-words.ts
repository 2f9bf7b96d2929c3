import { conflictIn, dependenciesIn, nameOfId } from '../../../upgrade/licences/refusal-text.js';
import type { Failure } from '../../../upgrade/run/shape.js';
import type { Format } from './format.js';
import type { Texts } from './texts.js';

/**
 * Why a change was refused, in plain text: which services, where Microsoft's sentence names them, else the usual cause.
 */
export function failureReason(
  { t, format }: { t: Texts['t']; format: Format },
  { reason, text }: Pick<Failure, 'reason' | 'text'>,
): string {
  const [dependency] = dependenciesIn(text);
  if (dependency)
    return t('failures.dependencyNamed', {
      service: nameOfId(dependency.service),
      needs: format.either(dependency.needsOneOf.map(nameOfId)),
    });
  const conflict = conflictIn(text);
  if (conflict.length > 1) return t('failures.conflictNamed', { services: format.list(conflict.map(nameOfId)) });
  return t(`failures.${reason}`);
}
