/** How the sandbox is reached. */
export interface Reach {
  readonly url: string;
  readonly fetch: typeof fetch;
}

/** The JSON of an answer. Throws what the sandbox said when it refused `what`. */
export async function okJson(response: Response, what: string): Promise<unknown> {
  if (response.ok) return response.json();
  throw new Error(`The sandbox refused ${what}: ${response.status} ${(await response.text()).slice(0, 500)}`);
}
