import { randomUUID } from 'node:crypto';

/**
 * The JSON of objects that nobody can change any more, once they were asked for again: a card that is shown to many is not
 * put to text for each, and of one that is shown once nothing is held, which would outlive it by a while.
 */
const held = new WeakMap<object, string>();
const asked = new WeakSet<object>();

/** Stands where one of them is to be. Nobody can have written it: no two processes have the same. */
const mark = `held ${randomUUID()}`;

/**
 * The JSON of what may have frozen objects in it, in ASCII alone: then its length is known, and it goes to the network as
 * it is.
 */
export function jsonOf(value: unknown): string {
  const frozen: string[] = [];
  const json = JSON.stringify(value, (_, part: unknown) => {
    if (typeof part !== 'object' || part === null || !Object.isFrozen(part)) return part;
    frozen.push(heldOf(part));
    return mark;
  });
  if (frozen.length === 0) return inAscii(json);
  const [first = '', ...rest] = json.split(`"${mark}"`);
  return rest.reduce((text, next, at) => text + frozen[at] + inAscii(next), inAscii(first));
}

function heldOf(part: object): string {
  const known = held.get(part);
  if (known !== undefined) return known;
  const json = inAscii(JSON.stringify(part));
  if (asked.has(part)) held.set(part, json);
  else asked.add(part);
  return json;
}

/** Outside texts there is nothing else in JSON, and in them it may be written so. */
const inAscii = (json: string): string =>
  json.replace(/[\u0080-\uffff]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`);
