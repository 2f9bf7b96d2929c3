import { rolesIn } from '../microsoft/granted.js';
import { permissions } from '../microsoft/permissions.js';
import { error, type Finding, ok, warning } from './finding.js';

const id = 'permissions';

/**
 * Compares what a Graph token says was granted in its tenant with what the bot works with.
 * @param grant how a missing permission is granted, for the fix
 */
export function checkPermissions(token: string, grant: (permission: string) => string): Finding[] {
  const granted = rolesIn(token);
  if (granted === undefined) {
    const fix = 'Check MICROSOFT_CLOUD, and that no proxy answers in the name of Entra.';
    return [warning(id, 'the Graph token does not tell what was granted', fix)];
  }
  const missing = permissions.filter(({ name, within }) => ![name, ...within].some((one) => granted.has(one)));
  if (missing.length === 0) return [ok(id, `all ${permissions.length} are granted`)];
  return missing.map((one) => {
    const seen = `${one.name} is not granted: ${one.for}`;
    return (one.required ? error : warning)(`${id}.${one.name}`, seen, grant(one.name));
  });
}
