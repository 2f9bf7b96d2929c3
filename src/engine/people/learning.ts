import type { Learnt } from '../../upgrade/licences/closed-off.js';
import { dependenciesIn } from '../../upgrade/licences/refusal-text.js';

/** What refusals teach about services that need each other, for whoever comes next. */
export class Learning {
  private readonly known: Learnt[];
  private readonly sentAgain = new Set<string>();

  /** @param before what earlier work of the run has learnt */
  constructor(before: readonly Learnt[]) {
    this.known = [...before];
  }

  /** It grows as refusals come in. */
  get learnt(): readonly Learnt[] {
    return this.known;
  }

  /**
   * Takes down what a refusal tells.
   * @param id whom the refused change was for
   * @returns whether their change is worth making anew: once a person, with what was learnt
   */
  learn(id: string, text: string): boolean {
    const told = dependenciesIn(text);
    for (const one of told) if (!this.known.some((other) => sameAs(one, other))) this.known.push(one);
    if (told.length === 0 || this.sentAgain.has(id)) return false;
    this.sentAgain.add(id);
    return true;
  }
}

function sameAs(one: Learnt, other: Learnt): boolean {
  return one.service === other.service && one.needsOneOf.join() === other.needsOneOf.join();
}
