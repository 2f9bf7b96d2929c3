// For a container's health check: exit 0 when the bot on this machine takes turns, 1 when it does not.
const answer = await fetch(`http://127.0.0.1:${process.env.PORT ?? 3978}/readyz`).catch(() => undefined);
process.exit(answer?.ok ? 0 : 1);
