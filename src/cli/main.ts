/** The program, from the words typed to the exit status. */
import { explain, statusOf } from './errors.js';
import { watchForEnd } from './ending.js';
import { arranged, commandLine } from './program.js';

async function main(words: string[]): Promise<void> {
  const ending = watchForEnd(process, process.exit);
  const program = commandLine(process, ending);
  try {
    await program.parseAsync(arranged(words), { from: 'user' });
  } catch (error) {
    process.stderr.write(explain(error, words.includes('--verbose')));
    process.exitCode = statusOf(error);
  }
  if (ending.aborted) process.exitCode = ending.reason as number;
}

process.on('uncaughtException', (error) => {
  process.stderr.write(explain(error, process.argv.includes('--verbose')));
  process.exit(1);
});

void main(process.argv.slice(2));
