import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Template } from 'adaptivecards-templating';
import { BoundedMap } from '../../../base/bounded-map.js';
import { frozen } from '../../../base/frozen.js';
import { loadWhole } from '../../../base/load-whole.js';
import type { Texts } from '../words/texts.js';
import { type CardId, cardIds } from './card-ids.js';

/** Templates with their data that are remembered as they were filled: most changes of a run leave what its card says. */
const mostFilled = 200;

/** Fills a card's template with its data. */
export type Templates = ReturnType<typeof readTemplates>;

/**
 * Reads every card's template. Its expressions are parsed at its first use, and once: parsing costs milliseconds,
 * expanding a hundredth of that. Templates find their own words as `${$host.t.<key>}`, in the language of the viewer.
 * @throws naming every template that is missing or is not JSON
 */
export function readTemplates(templatesDir: string) {
  const templates = new Map<CardId, () => Template>();
  const textKeys = new Set<string>();
  const filled = new BoundedMap<string, Record<string, unknown>>(mostFilled);
  const problems: string[] = [];
  for (const id of cardIds) {
    const file = join(templatesDir, `${id}.json`);
    try {
      const source = readFileSync(file, 'utf8');
      templates.set(id, parsedOnce(JSON.parse(source)));
      for (const [, key] of source.matchAll(/\$host\.t\.([\w.]+)/g)) if (key !== undefined) textKeys.add(key);
    } catch (error) {
      problems.push(`${file}: ${error instanceof Error ? error.message : String(error)}`);
    }
  }
  if (problems.length > 0) throw new Error(`card templates cannot be read:\n${problems.join('\n')}`);
  return {
    /** Keys of the locale files that the templates name. */
    textKeys: [...textKeys] as readonly string[],
    /**
     * @param data plain JSON
     * @returns the card, frozen: whoever fills the template with the same has the same
     * @throws when the data lacks something the template names
     */
    expand(id: CardId, data: object, texts: Texts): Record<string, unknown> {
      const asked = `${id} ${texts.language} ${JSON.stringify(data)}`;
      const known = filled.get(asked);
      if (known !== undefined) return known;
      const template = templates.get(id)?.();
      if (template === undefined) throw new Error(`no template for the card ${id}`);
      const card = template.expand({ $root: data, $host: { t: texts.tree } }) as Record<string, unknown>;
      refuseLeftovers(id, card, data);
      filled.set(asked, frozen(card));
      return card;
    },
  };
}

/** A quarter of all that a bot loads is the language of templates: a start does without until there is a card to fill. */
const templating = () => loadWhole<typeof import('adaptivecards-templating')>('adaptivecards-templating');

function parsedOnce(layout: object): () => Template {
  let template: Template | undefined;
  return () => {
    template ??= new (templating().Template)(layout);
    return template;
  };
}

/**
 * A field the data lacks stays as `${field}` in the card, without a word: it must never reach a person. What somebody
 * typed may look the same, and is left alone.
 */
function refuseLeftovers(id: CardId, card: unknown, data: object): void {
  const found = JSON.stringify(card).match(/\$\{[^}]*\}|\{\{[^}]*\}\}/g);
  if (!found) return;
  const typed = JSON.stringify(data);
  const leftover = found.find((one) => !typed.includes(one));
  if (leftover !== undefined) throw new Error(`the card ${id} was left with ${leftover}`);
}
