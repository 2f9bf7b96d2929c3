import { usualPermissions } from '../../../upgrade/run/decide.js';
import { may, type Permission, type Role } from '../../../upgrade/tenant/roles.js';
import { isVerb } from './is-verb.js';
import { withParts } from './parts.js';

type Json = Record<string, unknown>;

/** What a button does, and what stands on it. */
export type Button = { verb: string; title: string };

/** What the actions of one card came to. */
type Finished = {
  card: Json;
  /** The buttons that are left, in the order they stand. */
  buttons: Button[];
  /** What the viewer would need to be allowed, for the buttons that were left out. */
  missing: Permission[];
};

/**
 * Completes the actions of an expanded card: a template says only the verb, its title and what was chosen. Each
 * `Action.Execute` gets the shared data and an `Action.Submit` fallback that carries the same data and the verb, for
 * clients without universal actions. Buttons the viewer has no role for are left out; `needs` names the permission where
 * it takes more than the verb alone.
 * @see https://learn.microsoft.com/microsoftteams/platform/task-modules-and-cards/cards/universal-actions-for-adaptive-cards/overview
 */
export function finishActions(card: Json, shared: Json, roles: readonly Role[]): Finished {
  const buttons: Button[] = [];
  const missing = new Set<Permission>();

  const finish = (value: unknown): unknown => {
    if (Array.isArray(value)) return withParts(value, finish);
    if (!isObject(value)) return value;
    if (value.type === 'Action.Execute') return finishExecute(value);
    const left = withParts(value, finish);
    // A button that the viewer may not press is shown as what stands in for it, which has lost its button too.
    if (value.type === 'CompoundButton' && left.selectAction === undefined) return left.fallback;
    return leadsNowhere(left) ? undefined : left;
  };

  const finishExecute = (action: Json): Json | undefined => {
    const verb = String(action.verb);
    const permission = (action.needs as Permission | undefined) ?? (isVerb(verb) ? usualPermissions[verb] : undefined);
    if (permission !== undefined && !may(permission, roles)) {
      missing.add(permission);
      return undefined;
    }
    buttons.push({ verb, title: String(action.title ?? '') });
    // Not spread: of each of a card's buttons, that takes longer than all else here.
    const data = Object.assign({}, shared, isObject(action.data) ? action.data : {});
    // Without this a button such as "stop" would first demand that every input on the card is filled in.
    const associatedInputs = action.associatedInputs ?? 'none';
    const { type, verb: _, data: __, needs: ___, ...look } = action;
    return {
      type,
      ...look,
      verb,
      associatedInputs,
      data,
      fallback: { type: 'Action.Submit', ...look, associatedInputs, data: Object.assign({}, data, { verb }) },
    };
  };

  const finished = finish(card);
  if (!isObject(finished)) throw new Error('a card must be an object');
  return { card: finished, buttons, missing: [...missing] };
}

/** What held actions, and has none left. */
function leadsNowhere({ type, actions, card }: Json): boolean {
  if (type === 'ActionSet') return isEmpty(actions);
  return type === 'Action.ShowCard' && isObject(card) && isEmpty(card.actions);
}

const isObject = (value: unknown): value is Json =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
const isEmpty = (value: unknown): boolean => !Array.isArray(value) || value.length === 0;
