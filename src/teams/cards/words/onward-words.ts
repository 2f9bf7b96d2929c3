import type { Onward } from '../../../upgrade/run/states/needs-attention.js';

/** What is written for going on after trouble, by where that leads: names of words in the locale files. */
export const onwardWords = {
  checkout: 'backToCheckout',
  step3: 'backToStep3',
  step2: 'backToStep2',
  looks: 'checkOrder',
  again: 'retry',
} as const satisfies Record<Onward, string>;
