import type { View } from '../view.js';

/** How much of some work is done, and how much of it never will be. */
export type Share = { done: number; failed: number; total: number };

/**
 * What a bar is drawn with: as a chart in the parts that are done, failed and left, and as two columns where the client
 * draws no charts. Its card says the figures in words too.
 */
type Bar = {
  label: string;
  parts: { legend: string; value: number; color: string }[];
  columns: { width: number; style: string }[];
};

/** The bar for some work; `total` must not be 0. */
export function barOf({ t }: View, { done, failed, total }: Share): Bar {
  const percent = percentOf({ done, total });
  return {
    label: t('progress.bar.label'),
    parts: [
      { legend: t('progress.bar.done'), value: done, color: 'good' },
      { legend: t('progress.bar.failed'), value: failed, color: 'attention' },
      { legend: t('progress.bar.left'), value: Math.max(total - done - failed, 0), color: 'neutral' },
    ].filter(({ value }) => value > 0),
    // A column of no width would still be drawn.
    columns: [
      { width: percent, style: 'accent' },
      { width: 100 - percent, style: 'emphasis' },
    ].filter(({ width }) => width > 0),
  };
}

/** Whole per cent, rounded down: nothing is all done before it is. */
export function percentOf({ done, total }: Pick<Share, 'done' | 'total'>): number {
  return Math.floor(Math.min(done / total, 1) * 100);
}
