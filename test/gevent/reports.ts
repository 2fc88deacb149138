import fs from 'node:fs';
import { syncBuiltinESMExports } from 'node:module';

/** What is written to standard error meanwhile, by `writeSync`; it is kept from there. */
export async function unreported(what: () => Promise<void>): Promise<string> {
  let text = '';
  const { writeSync } = fs;
  fs.writeSync = ((_fd: number, bytes: Buffer) => {
    text += bytes.toString();
    return bytes.length;
  }) as typeof writeSync;
  syncBuiltinESMExports();
  try {
    await what();
  } finally {
    fs.writeSync = writeSync;
    syncBuiltinESMExports();
  }
  return text;
}
