/**
 * How the tables came to be: each entry brings them from one version to the next, and is never changed once it was
 * published. Everything lies in a schema of its own, so that the database may be used for other things too.
 */

export const schemaName = 'upgrade_assistant';

/** How a version of the tables is made of the one before it; the first of nothing. */
export const migrations: readonly string[] = [
  // Ids are compared byte by byte, as they are on a disk. `writing` names the put that a version came of.
  `CREATE TABLE ${schemaName}.document (
     kind text COLLATE "C" NOT NULL,
     id text COLLATE "C" NOT NULL,
     version integer NOT NULL CHECK (version > 0),
     body text NOT NULL,
     writing uuid NOT NULL,
     PRIMARY KEY (kind, id)
   );
   CREATE TABLE ${schemaName}.mark (
     one boolean PRIMARY KEY DEFAULT true CHECK (one),
     mark jsonb NOT NULL,
     looked_at timestamptz NOT NULL DEFAULT now()
   );
   INSERT INTO ${schemaName}.mark (mark) VALUES ('{"keys": []}');
   CREATE UNLOGGED TABLE ${schemaName}.pace (
     who text COLLATE "C" PRIMARY KEY,
     turns timestamptz[] NOT NULL,
     over boolean NOT NULL,
     told boolean NOT NULL
   )`,
];

/** What the newest version consists of: where something of it is missing, it was never whole. */
export const tables = ['document', 'mark', 'pace'] as const;
