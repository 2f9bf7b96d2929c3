/** The names of this machine, where a practice cloud and the Playground run, as they stand in a URL. */
export const loopbackHosts: readonly string[] = ['localhost', '127.0.0.1', '[::1]'];
