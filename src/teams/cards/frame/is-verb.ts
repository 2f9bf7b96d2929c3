import type { Verb } from '../../../upgrade/run/commands.js';
import { usualPermissions } from '../../../upgrade/run/decide.js';

/** Whether a verb is a command's. Others, such as help, only show something. */
export const isVerb = (verb: string): verb is Verb => Object.hasOwn(usualPermissions, verb);
