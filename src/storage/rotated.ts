/** What became of the documents of a store whose key was changed. */
export type Rotated = {
  /** Written anew. */
  changed: number;
  /** Written with the key that is used now already. */
  unchanged: number;
  /** Those that could not be read with any key there is, by name; they are as they were. */
  unread: string[];
};
