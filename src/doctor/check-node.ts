import { error, type Finding, ok, warning } from './finding.js';

const oldest = 20;
const tested = [20, 22, 24];

/** @param version as `process.versions.node` has it, such as 22.11.0 */
export function checkNode(version: string): Finding {
  const major = Number(version.split('.')[0]);
  const use = `Use Node ${tested.join(', ')}.`;
  if (!(major >= oldest)) return error('node', `Node ${version} is too old`, use);
  if (!tested.includes(major)) return warning('node', `Node ${version} is not tested with`, use);
  return ok('node', `Node ${version}`);
}
