import { ending } from './ending.js';
import { orders } from './orders.js';
import { people } from './people.js';
import type { Promises } from './promise.js';
import { record } from './record.js';
import { standing } from './standing.js';

export type { Promised } from './promise.js';

export const promises: Promises = { ...orders, ...ending, ...standing, ...people, ...record };
