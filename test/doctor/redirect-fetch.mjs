// Loaded before a process under test: what is meant for Microsoft goes to the server in FAKE_MICROSOFT.
const real = globalThis.fetch;
globalThis.fetch = (input, init) => real(String(input).replace(/^https:\//, process.env.FAKE_MICROSOFT), init);
