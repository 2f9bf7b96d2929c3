// Draws the app's icons: `node scripts/icons.js [folder]` writes color.png (192×192) and outline.png (32×32).
// The mark is two chevrons going up: on a blue field in colour, in white on nothing as the outline.
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { encodePng } from './png.js';

/** Samples a pixel and side, for smooth edges. */
const samples = 4;

/** Distances are in shares of the icon's side; y grows downwards. */
const distanceToSegment = (x, y, [ax, ay, bx, by]) => {
  const along = ((x - ax) * (bx - ax) + (y - ay) * (by - ay)) / ((bx - ax) ** 2 + (by - ay) ** 2);
  const t = Math.min(1, Math.max(0, along));
  return Math.hypot(x - ax - t * (bx - ax), y - ay - t * (by - ay));
};

const chevron = (peak, reach, rise) => [
  [0.5 - reach, peak + rise, 0.5, peak],
  [0.5, peak, 0.5 + reach, peak + rise],
];

const onStroke = (x, y, segments, width) => segments.some((segment) => distanceToSegment(x, y, segment) <= width / 2);

/** Share of a pixel's samples for which `inside` holds, 0–1. */
function coverage(px, py, size, inside) {
  let hits = 0;
  for (let i = 0; i < samples; i += 1) {
    for (let j = 0; j < samples; j += 1) {
      if (inside((px + (i + 0.5) / samples) / size, (py + (j + 0.5) / samples) / size)) hits += 1;
    }
  }
  return hits / samples ** 2;
}

const mix = (from, to, share) => from.map((channel, n) => Math.round(channel + (to[n] - channel) * share));

function drawColor() {
  const size = 192;
  const top = [0x2f, 0x80, 0xc8];
  const bottom = [0x17, 0x4f, 0x91];
  const white = [255, 255, 255];
  const upper = chevron(0.27, 0.22, 0.2);
  const lower = chevron(0.5, 0.22, 0.2);
  return encodePng(size, (x, y) => {
    const field = mix(top, bottom, y / (size - 1));
    const faint = mix(field, white, 0.62 * coverage(x, y, size, (u, v) => onStroke(u, v, lower, 0.105)));
    const color = mix(
      faint,
      white,
      coverage(x, y, size, (u, v) => onStroke(u, v, upper, 0.105)),
    );
    return [...color, Math.round(255 * coverage(x, y, size, inRoundedSquare))];
  });
}

function inRoundedSquare(u, v) {
  const radius = 0.2;
  const dx = Math.max(radius - u, u - (1 - radius), 0);
  const dy = Math.max(radius - v, v - (1 - radius), 0);
  return Math.hypot(dx, dy) <= radius;
}

function drawOutline() {
  const size = 32;
  const mark = [...chevron(0.16, 0.34, 0.31), ...chevron(0.5, 0.34, 0.31)];
  return encodePng(size, (x, y) => {
    const opacity = Math.round(255 * coverage(x, y, size, (u, v) => onStroke(u, v, mark, 0.1)));
    return [255, 255, 255, opacity];
  });
}

const folder = process.argv[2] ?? 'manifest';
writeFileSync(join(folder, 'color.png'), drawColor());
writeFileSync(join(folder, 'outline.png'), drawOutline());
