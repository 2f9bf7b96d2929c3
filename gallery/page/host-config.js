/**
 * How Teams shows Adaptive Cards in its three themes: sizes as in Microsoft's host configuration for Teams, colours as
 * in the Fluent palette that Teams uses.
 * @see https://learn.microsoft.com/adaptive-cards/rendering-cards/host-config
 */

const palettes = {
  light: {
    background: '#ffffff',
    text: '#242424',
    subtle: '#616161',
    border: '#d1d1d1',
    accent: '#5b5fc7',
    good: '#0e700e',
    warning: '#835b00',
    attention: '#b10e1c',
    fills: { emphasis: '#f5f5f5', accent: '#e8ebfa', good: '#e7f2da', warning: '#fbf6d9', attention: '#fcf4f6' },
  },
  dark: {
    background: '#292929',
    text: '#ffffff',
    subtle: '#adadad',
    border: '#666666',
    accent: '#9299f7',
    good: '#92c353',
    warning: '#f2d675',
    attention: '#f1707b',
    fills: { emphasis: '#1f1f1f', accent: '#2f2f4a', good: '#0d2e0d', warning: '#463100', attention: '#3b1519' },
  },
  contrast: {
    background: '#000000',
    text: '#ffffff',
    subtle: '#ffffff',
    border: '#ffffff',
    accent: '#ffff01',
    good: '#ffffff',
    warning: '#ffffff',
    attention: '#ffffff',
    fills: { emphasis: '#000000', accent: '#000000', good: '#000000', warning: '#000000', attention: '#000000' },
  },
};

const fontSizes = { small: 12, default: 14, medium: 14, large: 18, extraLarge: 24 };
const fontWeights = { lighter: 200, default: 400, bolder: 600 };

function hostConfig({ background, text, subtle, border, accent, good, warning, attention, fills }) {
  const both = (color) => ({ default: color, subtle: color });
  const foregroundColors = {
    default: { default: text, subtle },
    dark: both(text),
    light: both(background),
    accent: both(accent),
    good: both(good),
    warning: both(warning),
    attention: both(attention),
  };
  const style = (backgroundColor) => ({ backgroundColor, borderColor: border, foregroundColors });
  return {
    supportsInteractivity: true,
    spacing: { small: 8, default: 12, medium: 16, large: 20, extraLarge: 24, padding: 16 },
    separator: { lineThickness: 1, lineColor: border },
    fontTypes: {
      default: { fontFamily: "'Segoe UI', 'Selawik', 'Open Sans', 'Noto Sans', sans-serif", fontSizes, fontWeights },
      monospace: { fontFamily: "'Courier New', monospace", fontSizes, fontWeights },
    },
    textStyles: { heading: { size: 'large', weight: 'bolder', color: 'default', isSubtle: false } },
    textBlock: { headingLevel: 2 },
    imageSizes: { small: 32, medium: 52, large: 100 },
    containerStyles: {
      default: style(background),
      ...Object.fromEntries(Object.entries(fills).map(([name, fill]) => [name, style(fill)])),
    },
    inputs: {
      label: { requiredInputs: { weight: 'default' }, optionalInputs: { weight: 'default' } },
      errorMessage: { color: 'attention' },
    },
    table: { cellSpacing: 8 },
    actions: {
      maxActions: 6,
      spacing: 'default',
      buttonSpacing: 8,
      showCard: { actionMode: 'inline', inlineTopMargin: 16, style: 'emphasis' },
      actionsOrientation: 'horizontal',
      actionAlignment: 'left',
    },
    adaptiveCard: { allowCustomStyle: false },
    factSet: {
      title: { weight: 'bolder', wrap: true, maxWidth: 150 },
      value: { wrap: true },
      spacing: 16,
    },
  };
}

export const hostConfigs = Object.fromEntries(
  Object.entries(palettes).map(([theme, palette]) => [theme, hostConfig(palette)]),
);
