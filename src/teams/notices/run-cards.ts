import type { Upgrades } from '../../engine/upgrades.js';
import type { Run } from '../../upgrade/run/run.js';
import { may } from '../../upgrade/tenant/roles.js';
import type { Cards } from '../cards/cards.js';
import type { Rendered } from '../cards/frame/frame.js';
import type { RunContext } from '../cards/run-context.js';
import type { Access } from '../conversation/access.js';
import type { RunContexts } from '../conversation/run-context.js';
import { type Follower, languageOf } from './followers.js';

export type RunCard =
  | { is: 'card'; run: Run; rendered: Rendered }
  | { is: 'noRun' }
  /** The person has lost the role that lets them see the tenant. */
  | { is: 'mayNotSee' }
  /** Graph could not be asked. */
  | { is: 'rolesUnknown' };

/** The card of a run for a follower, outside a turn. */
export interface RunCards {
  /** @param sayingOf what the card is sent for or confirms, if the run, as it is then, is still at that. */
  render(
    follower: Follower,
    runId: string,
    sayingOf?: (run: Run) => Pick<RunContext, 'news' | 'note'>,
  ): Promise<RunCard>;
}

type Options = {
  upgrades: Pick<Upgrades, 'run'>;
  access: Access;
  cards: Cards;
  contextOf: RunContexts;
  sandbox: boolean;
};

export function createRunCards({ upgrades, access, cards, contextOf, sandbox }: Options): RunCards {
  return {
    async render(follower, runId, sayingOf) {
      const { tenantId, personId } = follower;
      const run = await upgrades.run(tenantId, runId);
      if (!run) return { is: 'noRun' };
      const roles = await access.rolesForReading(tenantId, personId);
      if (roles === undefined) return { is: 'rolesUnknown' };
      if (!may('see', roles)) return { is: 'mayNotSee' };
      const viewer = {
        name: follower.name,
        language: languageOf(follower),
        roles,
        timeZone: follower.timeZone ?? undefined,
        sandbox,
      };
      const context = { ...(await contextOf(run, personId, roles)), ...sayingOf?.(run) };
      return { is: 'card', run, rendered: cards.run(run, viewer, context) };
    },
  };
}
