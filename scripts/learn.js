/**
 * Reads the knowledge and learns what tells questions apart when the program is built, so that nobody's first question
 * waits for it. What was made of the same before is left as it is.
 */
import { createKnowledge } from '../dist/knowledge/index.js';
import { learningInto } from '../dist/knowledge/learned.js';

const learned = learningInto();
for (const _ of createKnowledge({ learned }).preparing());
learned.tidy();
