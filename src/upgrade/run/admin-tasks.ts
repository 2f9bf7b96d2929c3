import { z } from 'zod';
import type { Step } from './path-steps.js';

/**
 * What an admin does in the admin center: the four stretches of the article's automatic upgrade, buying the new plan
 * beside the old, and cancelling the old one.
 */
export const adminTasks = ['openTab', 'cart', 'checkout', 'placeOrder', 'buy', 'cancel'] as const;
export const adminTaskSchema = z.enum(adminTasks);
export type AdminTask = z.infer<typeof adminTaskSchema>;

export const stepOfTask: Record<AdminTask, Step> = {
  openTab: 'cart',
  cart: 'cart',
  checkout: 'checkout',
  placeOrder: 'order',
  buy: 'buy',
  cancel: 'cancel',
};

/** The next stretch, where what comes before the order leaves no trace in Graph. */
export const nextTask: Partial<Record<AdminTask, AdminTask>> = {
  openTab: 'cart',
  cart: 'checkout',
  checkout: 'placeOrder',
};
