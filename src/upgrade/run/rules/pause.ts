import type { Asked } from '../definition.js';
import { becomes } from '../record.js';
import type { In } from '../shape.js';

/** Lays work down where it is. What has left by then is still done. */
export const pause = {
  needs: 'steer',
  decide: <S extends { is: string }>(run: In<S>, asked: Asked) =>
    becomes(run, asked, { is: 'paused', since: asked.now.toISOString(), resume: run.state }),
} as const;
