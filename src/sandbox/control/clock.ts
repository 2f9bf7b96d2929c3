import { z } from 'zod';
import { parseDuration } from '../duration.js';
import type { ApiResponse } from '../http/message.js';
import { isoTime } from '../iso-time.js';
import type { ControlCall } from './call.js';
import { problem } from './problem.js';

const clockMove = z.strictObject({ advance: z.string() });

export function tellTime({ now }: ControlCall): ApiResponse {
  return { status: 200, body: { now: isoTime(now) } };
}

export function moveClock({ world, body }: ControlCall): ApiResponse {
  const parsed = clockMove.safeParse(body);
  const ms = parsed.success ? parseDuration(parsed.data.advance) : undefined;
  if (ms === undefined) {
    return problem(400, 'Give how far to move the clock as an ISO 8601 duration: {"advance": "PT48H"}.');
  }
  world.clock.advance(ms);
  return { status: 200, body: { now: isoTime(world.clock.now()) } };
}
