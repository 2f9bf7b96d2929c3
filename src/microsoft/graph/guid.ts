import { z } from 'zod';

/** An id of a product, a service plan, a person or a group. Graph writes some of them in capitals, and means the same. */
export const guid = z.string().transform((id) => id.toLowerCase());
