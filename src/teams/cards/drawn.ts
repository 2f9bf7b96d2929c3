import { BoundedMap } from '../../base/bounded-map.js';
import { frozen } from '../../base/frozen.js';
import type { PriceList } from '../../upgrade/order/price-list.js';
import type { Run } from '../../upgrade/run/run.js';
import type { Rendered } from './frame/frame.js';
import type { RunContext } from './run-context.js';
import type { Viewer } from './viewer.js';

/** A card that was drawn; `at`: the second it says something of, where it does. */
type Drawn = { rendered: Rendered; at: number | undefined };

/** Ways to look at one run, or at a card of none, that are remembered. */
const mostWays = 100;
const secondMs = 1_000;

/**
 * Cards that were drawn before: whoever looks at the same run in the same language, with the same rights and with as much
 * to be told beside it, is shown the same. What a card is drawn from is watched: one that names its viewer is drawn for
 * them alone, and one that tells the time is drawn anew the second after. A run that nobody has looked at yet is mostly
 * another by the next time: its card is remembered when it is looked at again.
 */
export class DrawnCards {
  private readonly ofRuns = new WeakMap<Run, { prices: PriceList | undefined; drawn: BoundedMap<string, Drawn> }>();
  private readonly looked = new WeakSet<Run>();
  private readonly ofNone = new BoundedMap<string, Drawn>(mostWays);

  /** The card of a run. @param draw draws it from what it is given, and from nothing else that changes */
  ofRun(
    run: Run,
    viewer: Viewer,
    context: RunContext,
    draw: (viewer: Viewer, context: RunContext) => Rendered,
  ): Rendered {
    const { now, prices } = context;
    // What may still be changed may be another run by the next time.
    if (!Object.isFrozen(run)) return draw(viewer, context);
    if (!this.looked.has(run)) {
      this.looked.add(run);
      return frozen(draw(viewer, context));
    }
    const before = this.ofRuns.get(run);
    const { drawn } = before?.prices === prices && before ? before : { drawn: new BoundedMap<string, Drawn>(mostWays) };
    this.ofRuns.set(run, { prices, drawn });
    const told = { ...context, now: undefined, prices: undefined };
    const key = `${wayOf(viewer)} ${JSON.stringify(told)}`;
    return remembered(drawn, key, now, (watch) =>
      draw(watch.viewer(viewer), {
        ...context,
        get now() {
          return watch.time(now);
        },
      }),
    );
  }

  /** A card that is of no run. */
  ofNoRun(name: string, viewer: Viewer, draw: (viewer: Viewer) => Rendered): Rendered {
    const key = `${name} ${wayOf(viewer)}`;
    return remembered(this.ofNone, key, undefined, (watch) => draw(watch.viewer(viewer)));
  }
}

/** Who looks, but for their name. */
const wayOf = ({ language, roles, timeZone, sandbox }: Viewer): string =>
  JSON.stringify([language, roles, timeZone, sandbox]);

function remembered(
  drawn: BoundedMap<string, Drawn>,
  key: string,
  now: Date | undefined,
  draw: (watch: Watch) => Rendered,
): Rendered {
  const second = now && Math.floor(now.getTime() / secondMs);
  const before = drawn.get(key);
  if (before && (before.at === undefined || before.at === second)) return before.rendered;
  const watch = new Watch();
  const rendered = draw(watch);
  if (watch.isNamed) return rendered;
  drawn.set(key, { rendered: frozen(rendered), at: watch.isTimed ? second : undefined });
  return rendered;
}

/** Notices what a card is drawn from that is not part of its key. */
class Watch {
  isNamed = false;
  isTimed = false;

  viewer(viewer: Viewer): Viewer {
    const named = () => {
      this.isNamed = true;
      return viewer.name;
    };
    return {
      ...viewer,
      get name() {
        return named();
      },
    };
  }

  time(now: Date): Date {
    this.isTimed = true;
    return now;
  }
}
