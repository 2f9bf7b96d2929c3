import { describe, expect, it } from '@jest/globals';
// @ts-expect-error the gallery's page is plain JavaScript
import { hostConfigs } from '../../gallery/page/host-config.js';

/** What can be read: each colour of a text on each ground that a card has, as Teams' themes draw them. */

type Colors = Record<string, { default: string; subtle: string }>;
type Config = { containerStyles: Record<string, { backgroundColor: string; foregroundColors: Colors }> };

/** WCAG 2.2, 1.4.3: text of ordinary size. */
const least = 4.5;
/** The colours that texts have on each ground. */
const colorsOn = {
  default: ['default', 'accent', 'attention'],
  emphasis: ['default'],
  good: ['default'],
  warning: ['default'],
};

/** @see https://www.w3.org/TR/WCAG22/#dfn-relative-luminance */
function luminance(hex: string): number {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((at) => {
    const share = Number.parseInt(hex.slice(at, at + 2), 16) / 255;
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

function contrast(one: string, other: string): number {
  const [dark = 0, light = 0] = [luminance(one), luminance(other)].sort((a, b) => a - b);
  return (light + 0.05) / (dark + 0.05);
}

describe.each(Object.entries(hostConfigs as Record<string, Config>))('in the theme %s', (_, { containerStyles }) => {
  it.each(Object.entries(colorsOn))('every text can be read on the ground %s', (ground, colors) => {
    const { backgroundColor, foregroundColors } = containerStyles[ground] ?? {
      backgroundColor: '',
      foregroundColors: {},
    };
    const faint = colors.flatMap((color) =>
      Object.entries(foregroundColors[color] ?? {})
        .filter(([, hex]) => contrast(hex, backgroundColor) < least)
        .map(
          ([shade, hex]) =>
            `${color} ${shade} ${hex} on ${backgroundColor}: ${contrast(hex, backgroundColor).toFixed(2)}`,
        ),
    );
    expect(faint).toEqual([]);
  });
});
