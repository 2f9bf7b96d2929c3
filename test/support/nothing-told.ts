import { people } from './people.js';

/**
 * What a bot under test told whoever runs it, or whoever knocks: lines of its log, its metrics, the bodies of errors.
 * None of it may hold what somebody signs in with, or what somebody is called or where they are reached.
 */
export type Told = {
  /** Takes a line of the log, as pino writes it. */
  write(line: string): void;
  /** Takes anything else that was told. */
  add(text: string): void;
  /** @throws with the first few that hold any of it */
  check(): void;
};

const never: readonly [RegExp, string][] = [
  [
    new RegExp(
      Object.values(people)
        .map(({ name }) => name)
        .join('|'),
      'i',
    ),
    'a name',
  ],
  [/\beyJ[\w-]{8,}\.[\w-]{8,}/, 'a token'],
  [/\bBearer [\w.~+/-]{16,}/i, 'a token'],
  [/[\w.+-]+@[\w-]+(?:\.[\w-]+)*\.(?:com|se|net|org|example)\b/i, 'an address of mail'],
  [/connector-token|a key that the operator of this test has/, 'a secret'],
  [/"(?:companyName|addressLine1|street|city|postalCode|phoneNumber)":"[^"[]/i, 'an address'],
];

/** @param secrets what must not be told either, such as a password that the bot was given */
export function toldBy(secrets: readonly string[] = []): Told {
  const found: string[] = [];
  const look = (text: string): void => {
    const hits = never.filter(([pattern]) => pattern.test(text)).map(([, what]) => what);
    if (secrets.some((secret) => text.includes(secret))) hits.push('a secret');
    if (hits.length > 0) found.push(`${hits.join(', ')} in: ${text.trim().slice(0, 600)}`);
  };
  return {
    write: look,
    add: look,
    check() {
      if (found.length > 0) throw new Error(`the bot told what it may not:\n${found.slice(0, 5).join('\n')}`);
    },
  };
}

/** The numbers of a bot, as anybody may read them who reaches them. */
export async function metricsOf(address: string): Promise<string> {
  return (await fetch(new URL('/metrics', address))).text();
}
