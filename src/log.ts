import { type DestinationStream, destination as fileDestination, type Logger, pino } from 'pino';

export type Log = Logger;
export const logLevels = ['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent'] as const;
export type LogLevel = (typeof logLevels)[number];

const secretName = '[\\w.-]*(?:authorization|cookie|password|secret|token|assertion|(?:secret|former)_?key\\w*)';

/** What must not reach a log, at any depth of what is logged: named secrets, and tokens wherever they stand. */
const blots: readonly [RegExp, string][] = [
  [new RegExp(`"(${secretName})":"(?:[^"\\\\]|\\\\.)*"`, 'gi'), '"$1":"[redacted]"'],
  // JSON quoted inside a string, such as the body of an answer.
  [new RegExp(`\\\\"(${secretName})\\\\":\\\\".*?\\\\"`, 'gi'), '\\"$1\\":\\"[redacted]\\"'],
  [new RegExp(`\\b(${secretName})=[^&\\s"]+`, 'gi'), '$1=[redacted]'],
  [/\bBearer [\w.~+/-]+=*/gi, 'Bearer [redacted]'],
  [/\beyJ[\w-]+\.[\w-]+(?:\.[\w-]*)?/g, '[redacted]'],
];

/**
 * The program's log: one JSON object a line, with secrets and tokens blotted out.
 * Lines that cannot be written, on a full disk or into a pipe that nobody reads, are lost, and the program goes on.
 * @param destination where lines go; standard output when not given.
 */
export function createLog({ level, destination }: { level: LogLevel; destination?: DestinationStream }): Log {
  const options = { level, hooks: { streamWrite: withoutSecrets } };
  return pino(options, destination ?? standardOutput());
}

function standardOutput(): DestinationStream {
  const output = fileDestination({ dest: 1, sync: true });
  // Without a listener the error of a line would end the process; there is no other place to tell it.
  output.on('error', () => undefined);
  return output;
}

/** A log line without what could be used to sign in. */
function withoutSecrets(line: string): string {
  return blots.reduce((text, [secret, blot]) => text.replace(secret, blot), line);
}
