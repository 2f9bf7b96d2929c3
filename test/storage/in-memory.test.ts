import { documentsContract } from './contract.js';
import { inMemory, type Kept } from './in-memory.js';

documentsContract('the store of tests', async () => {
  const kept: Kept = new Map();
  const documents = inMemory(kept);
  const reopen = async () => {
    await documents.close();
    return inMemory(kept);
  };
  return { documents, reopen, end: async () => {} };
});
