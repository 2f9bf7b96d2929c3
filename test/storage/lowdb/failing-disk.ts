import { constants } from 'node:os';
import { type FileSystem, machineFileSystem } from '../../../src/storage/lowdb/file-system.js';

export type FailingStep = 'open' | 'write' | 'sync' | 'rename' | 'folderSync';

/** The machine's disk, with a step that fails for as long as `fails` says so. */
export function failingDisk(): { fs: FileSystem; fails: { step: FailingStep; code: string } | undefined } {
  const disk: ReturnType<typeof failingDisk> = { fs: machineFileSystem, fails: undefined };
  const stumble = (step: FailingStep) => {
    if (disk.fails?.step !== step) return;
    const { code } = disk.fails;
    const errno = -(constants.errno[code as keyof typeof constants.errno] ?? 0);
    throw Object.assign(new Error(`${code}: made to fail at ${step}`), { code, errno });
  };
  disk.fs = {
    ...machineFileSystem,
    rename: async (from, to) => {
      stumble('rename');
      await machineFileSystem.rename(from, to);
    },
    open: async (path, flags, mode) => {
      const isFile = flags !== 'r';
      if (isFile) stumble('open');
      const handle = await machineFileSystem.open(path, flags, mode);
      const write = handle.writeFile.bind(handle);
      const writeAt = handle.write.bind(handle) as typeof handle.write;
      const [sync, datasync] = [handle.sync.bind(handle), handle.datasync.bind(handle)];
      return Object.assign(handle, {
        writeFile: async (text: string) => {
          // A full disk takes a part.
          if (disk.fails?.step === 'write') await write(text.slice(0, 10));
          stumble('write');
          await write(text);
        },
        write: async (bytes: Buffer, offset: number, length: number, at: number) => {
          if (disk.fails?.step === 'write') await writeAt(bytes, offset, Math.min(length, 10), at);
          stumble('write');
          return writeAt(bytes, offset, length, at);
        },
        sync: async () => {
          stumble(isFile ? 'sync' : 'folderSync');
          await sync();
        },
        datasync: async () => {
          stumble('sync');
          await datasync();
        },
      });
    },
  };
  return disk;
}
