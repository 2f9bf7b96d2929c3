/** Every benchmark by its name, loaded when it is run. */
export const benches = {
  turns: async () => (await import('./turns.js')).turns,
  door: async () => (await import('./door.js')).door,
  flood: async () => (await import('./flood.js')).flood,
  rendering: async () => (await import('./rendering.js')).rendering,
  questions: async () => (await import('./questions.js')).questions,
  storing: async () => (await import('./storing.js')).storing,
  stored: async () => (await import('./stored.js')).stored,
  'stored-postgres': async () => (await import('./stored-postgres.js')).storedOnPostgres,
  start: async () => (await import('./installed.js')).installed,
  reassignment: async () => (await import('./reassignment.js')).reassignment,
  'while-moving': async () => (await import('./while-moving.js')).whileMoving,
  quota: async () => (await import('./quota.js')).quota,
  memory: async () => (await import('./memory.js')).memory,
};
